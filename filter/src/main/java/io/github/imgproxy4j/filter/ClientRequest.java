package io.github.imgproxy4j.filter;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * The part of a client's request that decides over the answer; nothing else of it has any effect on that.
 *
 * @param method the method, as sent
 * @param requestUri the raw path, not decoded, without query
 * @param accept the {@code Accept}, or null
 * @param ifNoneMatch the values of {@code If-None-Match} joined with commas, or null
 */
record ClientRequest(
        String method,
        String requestUri,
        @Nullable String accept,
        @Nullable String ifNoneMatch) {
    static ClientRequest of(HttpServletRequest clientRequest) {
        return new ClientRequest(
                clientRequest.getMethod(),
                clientRequest.getRequestURI(),
                joined(clientRequest, "Accept"),
                joined(clientRequest, "If-None-Match"));
    }

    private static @Nullable String joined(HttpServletRequest clientRequest, String name) {
        String first = clientRequest.getHeader(name);
        return first == null ? null : String.join(",", Collections.list(clientRequest.getHeaders(name)));
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    /** Whether {@code If-None-Match} names this tag, by weak comparison (RFC 9110, section 13.1.2). */
    boolean hasCurrent(@Nullable String etag) {
        if (ifNoneMatch == null || etag == null) {
            return false;
        }
        for (String candidate : ifNoneMatch.split(",", -1)) {
            String tag = candidate.strip();
            if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }
}
