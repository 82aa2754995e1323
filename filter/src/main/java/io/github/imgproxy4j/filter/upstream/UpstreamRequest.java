package io.github.imgproxy4j.filter.upstream;

import io.github.imgproxy4j.SignedPath;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the proxy asks upstream for. Cookies and credentials of the client never become part of it.
 *
 * @param signedPath the canonical, verified path of the variant
 * @param requestId the value for {@code X-Request-ID}, or null to send none
 * @param headers further headers by name: {@code Accept}, the proxy's own conditions, those of a trace
 */
public record UpstreamRequest(
        SignedPath signedPath, @Nullable String requestId, Map<String, String> headers) {
    /** Copies the map. */
    public UpstreamRequest {
        headers = Map.copyOf(headers);
    }

    /** A request without further headers. */
    public UpstreamRequest(SignedPath signedPath, @Nullable String requestId) {
        this(signedPath, requestId, Map.of());
    }
}
