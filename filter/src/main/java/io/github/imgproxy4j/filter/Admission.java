package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SignedPath;
import io.github.imgproxy4j.Verification;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the proxy may look up for a request, or why it may not. Computed without I/O from the request alone.
 *
 * @param route the door; {@link Route#PROXY} where the shape is too wrong to tell
 * @param refusal why the request is refused, or null
 * @param verification of the signature, or null where none was looked at
 * @param key the cache key; empty where there is none
 * @param signedPath the canonical path, or null on the other routes
 * @param expiresAt when the path's own {@code exp} ends it, or null
 */
record Admission(
        Route route,
        @Nullable Refusal refusal,
        @Nullable Verification verification,
        String key,
        @Nullable SignedPath signedPath,
        @Nullable Instant expiresAt) {
    /**
     * Decides.
     *
     * @param base context path and mount
     */
    static Admission of(ClientRequest clientRequest, String base, Imgproxy imgproxy, Policy policy) {
        if (clientRequest.requestUri().length() > RequestTarget.LONGEST_PATH) {
            return refused(Route.PROXY, Refusal.URI_TOO_LONG, null);
        }
        RequestTarget target = RequestTarget.of(clientRequest.requestUri(), base, imgproxy::isKey);
        if (target == null) {
            return refused(Route.PROXY, Refusal.BAD_REQUEST, null);
        }
        if (!clientRequest.method().equals("GET") && !clientRequest.isHead()) {
            return refused(target.route(), Refusal.METHOD_NOT_ALLOWED, null);
        }
        return switch (target.route()) {
            case HEALTH -> new Admission(Route.HEALTH, null, null, "", null, null);
            case CACHE ->
                imgproxy.isKey(target.rest())
                        ? new Admission(
                                Route.CACHE, null, null, negotiated(target.rest(), clientRequest, policy), null, null)
                        : refused(Route.CACHE, Refusal.NOT_FOUND, null);
            case PROXY -> ofSignedPath(imgproxy.verify(target.rest()), clientRequest, imgproxy, policy);
        };
    }

    private static Admission ofSignedPath(
            Verification verification, ClientRequest clientRequest, Imgproxy imgproxy, Policy policy) {
        return switch (verification.outcome()) {
            case MALFORMED -> refused(Route.PROXY, Refusal.BAD_REQUEST, verification);
            case FORBIDDEN -> refused(Route.PROXY, Refusal.FORBIDDEN, verification);
            case VERIFIED -> ofVerified(verification, clientRequest, imgproxy, policy);
        };
    }

    private static Admission ofVerified(
            Verification verification, ClientRequest clientRequest, Imgproxy imgproxy, Policy policy) {
        SignedPath signedPath = verification.signedPath();
        RequestedOptions options = RequestedOptions.of(signedPath.path(), imgproxy.argumentsSeparator());
        boolean rawRefused = options.raw() && !policy.rawAllowed();
        boolean securityRefused = options.security() && !policy.securityOptionsAllowed();
        if (rawRefused || securityRefused) {
            return refused(Route.PROXY, Refusal.FORBIDDEN, verification);
        }
        String key = negotiated(imgproxy.key(signedPath), clientRequest, policy);
        return new Admission(Route.PROXY, null, verification, key, signedPath, options.expiresAt());
    }

    private static String negotiated(String key, ClientRequest clientRequest, Policy policy) {
        return policy.negotiation().key(key, clientRequest.accept());
    }

    private static Admission refused(Route route, Refusal refusal, @Nullable Verification verification) {
        return new Admission(route, refusal, verification, "", null, null);
    }

    @Nullable
    String path() {
        return signedPath == null ? null : signedPath.path();
    }
}
