package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SignedPath;
import io.github.imgproxy4j.Verification;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the proxy may look up for a request, or why it may not. Computed without I/O from the request alone.
 *
 * @param route the door; {@link Route#PROXY} where the shape is too wrong to tell
 * @param refusal why the request is refused, or null
 * @param key the cache key; empty where there is none
 * @param signedPath the canonical path, or null on the other routes
 * @param secondsToExpiry until the path's own {@code exp}, or {@link Long#MAX_VALUE}
 */
record Admission(
        Route route,
        @Nullable Refusal refusal,
        String key,
        @Nullable SignedPath signedPath,
        long secondsToExpiry) {
    private static final Logger log = LoggerFactory.getLogger(Admission.class);

    /**
     * Decides.
     *
     * @param base context path and mount
     */
    static Admission of(ClientRequest clientRequest, String base, Imgproxy imgproxy, Instant now) {
        if (clientRequest.requestUri().length() > RequestTarget.LONGEST_PATH) {
            return refused(Route.PROXY, Refusal.URI_TOO_LONG);
        }
        RequestTarget target = RequestTarget.of(clientRequest.requestUri(), base, imgproxy::isKey);
        if (target == null) {
            return refused(Route.PROXY, Refusal.BAD_REQUEST);
        }
        if (!clientRequest.method().equals("GET") && !clientRequest.isHead()) {
            return refused(target.route(), Refusal.METHOD_NOT_ALLOWED);
        }
        return switch (target.route()) {
            case HEALTH -> new Admission(Route.HEALTH, null, "", null, Long.MAX_VALUE);
            case CACHE -> ofKey(target.rest(), imgproxy);
            case PROXY -> ofSignedPath(imgproxy.verify(target.rest()), imgproxy, now);
        };
    }

    private static Admission ofKey(String key, Imgproxy imgproxy) {
        return imgproxy.isKey(key)
                ? new Admission(Route.CACHE, null, key, null, Long.MAX_VALUE)
                : refused(Route.CACHE, Refusal.NOT_FOUND);
    }

    private static Admission ofSignedPath(Verification verification, Imgproxy imgproxy, Instant now) {
        if (verification.outcome() != Verification.Outcome.VERIFIED && log.isDebugEnabled()) {
            log.debug("refused: {}", verification.explanation());
        }
        return switch (verification.outcome()) {
            case MALFORMED -> refused(Route.PROXY, Refusal.BAD_REQUEST);
            case FORBIDDEN -> refused(Route.PROXY, Refusal.FORBIDDEN);
            case VERIFIED -> ofVerified(verification.signedPath(), imgproxy, now);
        };
    }

    private static Admission ofVerified(SignedPath signedPath, Imgproxy imgproxy, Instant now) {
        RequestedOptions options = RequestedOptions.of(signedPath.path(), imgproxy.argumentsSeparator());
        if (options.raw()) {
            // Anything at all would come from our own origin, unprocessed.
            return refused(Route.PROXY, Refusal.FORBIDDEN);
        }
        long expiry = options.expiresAtEpochSecond();
        long secondsToExpiry = expiry == Long.MAX_VALUE ? expiry : expiry - now.getEpochSecond();
        if (secondsToExpiry <= 0) {
            return refused(Route.PROXY, Refusal.NOT_FOUND);
        }
        return new Admission(Route.PROXY, null, imgproxy.key(signedPath), signedPath, secondsToExpiry);
    }

    private static Admission refused(Route route, Refusal refusal) {
        return new Admission(route, refusal, "", null, Long.MAX_VALUE);
    }

    @Nullable
    String path() {
        return signedPath == null ? null : signedPath.path();
    }
}
