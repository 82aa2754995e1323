package io.github.imgproxy4j.filter.upstream;

import io.github.imgproxy4j.SignedPath;
import org.jspecify.annotations.Nullable;

/**
 * What the proxy asks upstream for. Cookies, credentials and conditions of the client never become part of it.
 *
 * @param signedPath the canonical, verified path of the variant
 * @param requestId the value for {@code X-Request-ID}, or null to send none
 */
public record UpstreamRequest(
        SignedPath signedPath, @Nullable String requestId) {}
