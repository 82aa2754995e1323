package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.internal.response.OwnResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * Whom a route is for: {@code Authorization: Bearer TOKEN}. Immutable and thread-safe.
 *
 * <p>Pages of other sites cannot use such a route on behalf of a visitor: browsers do not send the header to other sites by
 * themselves, and OPTIONS never allows it.
 */
final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private final byte[] authorization;

    BearerToken(String token) {
        this.authorization = bytes(SCHEME + token);
    }

    /** Compares the token in constant time. Schemes ignore case (RFC 9110, 11.1). */
    boolean isSentBy(HttpServletRequest servletRequest) {
        String given = Objects.requireNonNullElse(servletRequest.getHeader("Authorization"), "");
        String credentials = given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? SCHEME + given.substring(SCHEME.length()).strip()
                : given;
        return MessageDigest.isEqual(authorization, bytes(credentials));
    }

    /** The response to requests without it. */
    static OwnResponse unauthorized() {
        return OwnResponse.error(HttpServletResponse.SC_UNAUTHORIZED, "the token is missing or wrong")
                .header("WWW-Authenticate", "Bearer");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
