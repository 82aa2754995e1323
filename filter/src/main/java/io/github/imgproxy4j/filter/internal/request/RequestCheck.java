package io.github.imgproxy4j.filter.internal.request;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SignedPath;
import io.github.imgproxy4j.Verification;
import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.http.Policy;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the proxy may look up for a request, or why it may not. Computed without I/O from the request alone.
 *
 * @param route the door; {@link Route#PROXY} where the shape is too wrong to tell
 * @param errorStatus why the request is refused, or null
 * @param verification of the signature, or null where none was looked at
 * @param key the cache key; empty where there is none
 * @param signedPath the canonical path, or null on the other routes
 * @param expiresAt when the path's own {@code exp} ends it, or null
 * @param explanation of a refusal for another reason than the signature, for the operator of the proxy; or null
 */
public record RequestCheck(
        Route route,
        @Nullable ErrorStatus errorStatus,
        @Nullable Verification verification,
        String key,
        @Nullable SignedPath signedPath,
        @Nullable Instant expiresAt,
        @Nullable String explanation) {
    /**
     * Decides; the key is the plain one.
     *
     * @param base context path and mount
     * @param routes the routes that there are
     */
    public static RequestCheck of(
            ClientRequest clientRequest, String base, Set<Route> routes, Imgproxy imgproxy, Policy policy) {
        if (clientRequest.requestUri().length() > RequestTarget.LONGEST_PATH) {
            return refused(Route.PROXY, ErrorStatus.URI_TOO_LONG, null, "the path is too long");
        }
        RequestTarget target = RequestTarget.of(clientRequest.requestUri(), base, routes, imgproxy::isKey);
        if (target == null) {
            return refused(Route.PROXY, ErrorStatus.BAD_REQUEST, null, "there is no route of this form");
        }
        if (!AllowedMethods.of(target.route()).contains(clientRequest.method())) {
            return refused(target.route(), ErrorStatus.METHOD_NOT_ALLOWED, null, "the route does not take this method");
        }
        return switch (target.route()) {
            case HEALTH, URLS, PURGE, WARM -> new RequestCheck(target.route(), null, null, "", null, null, null);
            case CACHE ->
                imgproxy.isKey(target.rest())
                        ? new RequestCheck(Route.CACHE, null, null, target.rest(), null, null, null)
                        : refused(Route.CACHE, ErrorStatus.NOT_FOUND, null, "this is no cache key");
            case PROXY -> ofSignedPath(imgproxy.verify(target.rest()), imgproxy, policy);
        };
    }

    private static RequestCheck ofSignedPath(Verification verification, Imgproxy imgproxy, Policy policy) {
        return switch (verification.outcome()) {
            case MALFORMED -> refused(Route.PROXY, ErrorStatus.BAD_REQUEST, verification, null);
            case FORBIDDEN -> refused(Route.PROXY, ErrorStatus.FORBIDDEN, verification, null);
            case VERIFIED -> ofVerified(verification, imgproxy, policy);
        };
    }

    private static RequestCheck ofVerified(Verification verification, Imgproxy imgproxy, Policy policy) {
        SignedPath signedPath = verification.signedPath();
        if (signedPath.isInfo()) {
            // JSON, which imgproxy itself answers; this is a proxy for images.
            return refused(
                    Route.PROXY, ErrorStatus.FORBIDDEN, verification, "info paths are answered by imgproxy itself");
        }
        RequestedOptions options = RequestedOptions.of(signedPath.path(), imgproxy.argumentsSeparator());
        if (options.raw() && !policy.rawAllowed()) {
            return refused(Route.PROXY, ErrorStatus.FORBIDDEN, verification, "raw is not allowed (imgproxy.allow-raw)");
        }
        if (options.security() && !policy.securityOptionsAllowed()) {
            return refused(
                    Route.PROXY,
                    ErrorStatus.FORBIDDEN,
                    verification,
                    "options that change limits are not allowed (imgproxy.allow-security-options)");
        }
        return new RequestCheck(
                Route.PROXY, null, verification, imgproxy.key(signedPath), signedPath, options.expiresAt(), null);
    }

    /** The same with the key of the variant in the formats that the client shows. */
    public RequestCheck negotiated(ClientRequest clientRequest, Policy policy) {
        return key.isEmpty() || !policy.negotiation().isOn()
                ? this
                : new RequestCheck(
                        route,
                        errorStatus,
                        verification,
                        policy.negotiation().key(key, clientRequest.accept()),
                        signedPath,
                        expiresAt,
                        explanation);
    }

    private static RequestCheck refused(
            Route route, ErrorStatus errorStatus, @Nullable Verification verification, @Nullable String explanation) {
        return new RequestCheck(route, errorStatus, verification, "", null, null, explanation);
    }

    @Nullable
    public String path() {
        return signedPath == null ? null : signedPath.path();
    }
}
