package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.internal.log.LogText;
import io.github.imgproxy4j.filter.internal.response.Exchange;
import io.github.imgproxy4j.filter.internal.response.OwnResponse;
import io.github.imgproxy4j.filter.internal.response.ProxyRoute;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST} or {@code DELETE MOUNT/purge} with {@code Authorization: Bearer TOKEN} and one of the query parameters
 * {@code key}, {@code source} and {@code all}. The route does not exist if no token is set.
 *
 * <p>Pages of other sites cannot use it on behalf of a visitor: browsers do not send the header to other sites by
 * themselves, and OPTIONS never allows it.
 */
final class PurgeRoute implements ProxyRoute {
    private static final Logger log = LoggerFactory.getLogger(PurgeRoute.class);
    private static final String SCHEME = "Bearer ";

    private final CachingProxy proxy;
    private final byte[] authorization;

    PurgeRoute(CachingProxy proxy, String token) {
        this.proxy = proxy;
        this.authorization = bytes(SCHEME + token);
    }

    /** Purges on the container's thread. */
    @Override
    public void answer(Exchange exchange, HttpServletRequest servletRequest, HttpServletResponse servletResponse)
            throws IOException {
        exchange.answer(isAuthorized(servletRequest) ? purge(servletRequest) : unauthorized());
    }

    /** Compares the token in constant time. Schemes ignore case (RFC 9110, 11.1). */
    private boolean isAuthorized(HttpServletRequest servletRequest) {
        String given = Objects.requireNonNullElse(servletRequest.getHeader("Authorization"), "");
        String credentials = given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? SCHEME + given.substring(SCHEME.length()).strip()
                : given;
        return MessageDigest.isEqual(authorization, bytes(credentials));
    }

    private static OwnResponse unauthorized() {
        return OwnResponse.text(HttpServletResponse.SC_UNAUTHORIZED, "the token is missing or wrong")
                .header("WWW-Authenticate", "Bearer");
    }

    private OwnResponse purge(HttpServletRequest servletRequest) {
        String key = servletRequest.getParameter("key");
        String source = servletRequest.getParameter("source");
        boolean all = servletRequest.getParameter("all") != null;
        if ((key == null ? 0 : 1) + (source == null ? 0 : 1) + (all ? 1 : 0) != 1) {
            return badRequest("give one of key, source and all");
        }
        try {
            if (key != null) {
                return purgeKey(key);
            }
            if (source != null) {
                return purged(Long.toString(proxy.purgeSource(source)));
            }
            proxy.purgeAll();
            return purged("all");
        } catch (IllegalStateException | IllegalArgumentException | UnsupportedOperationException notPossible) {
            return badRequest(String.valueOf(notPossible.getMessage()));
        } catch (IOException failure) {
            log.warn("purging failed: {}", LogText.of(failure));
            return OwnResponse.text(HttpServletResponse.SC_BAD_GATEWAY, "the store failed; purge again");
        }
    }

    private OwnResponse purgeKey(String key) throws IOException {
        return proxy.imgproxy().isKey(key)
                ? purged(proxy.purge(key) ? "1" : "0")
                : badRequest("key must be a cache key");
    }

    private static OwnResponse purged(String what) {
        return OwnResponse.text(HttpServletResponse.SC_OK, "purged " + what);
    }

    private static OwnResponse badRequest(String text) {
        return OwnResponse.text(HttpServletResponse.SC_BAD_REQUEST, text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
