package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.response.ClientResponse;
import io.github.imgproxy4j.filter.log.LogText;
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
 * {@code key}, {@code source} and {@code all}. There is no such route where no token is set.
 *
 * <p>No page of another site can use it on behalf of a visitor: browsers send the header to no other site by themselves,
 * and they are never allowed to.
 */
final class PurgeEndpoint {
    static final String PATH = "/purge";

    private static final Logger log = LoggerFactory.getLogger(PurgeEndpoint.class);
    private static final String SCHEME = "Bearer ";

    private final CachingProxy proxy;
    private final byte[] authorization;

    PurgeEndpoint(CachingProxy proxy, String token) {
        this.proxy = proxy;
        this.authorization = bytes(SCHEME + token);
    }

    /** Purges, on the container's thread. */
    void answer(HttpServletRequest servletRequest, ClientResponse clientResponse) throws IOException {
        clientResponse.removeContradictingHeaders();
        clientResponse.setHeader("Cache-Control", "no-store");
        clientResponse.setHeader("Cache-Status", CacheStatus.CACHE_NAME);
        String method = servletRequest.getMethod();
        if (!method.equals("POST") && !method.equals("DELETE")) {
            clientResponse.setHeader("Allow", "POST, DELETE");
            write(clientResponse, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "use POST or DELETE");
        } else if (!isAuthorized(servletRequest)) {
            clientResponse.setHeader("WWW-Authenticate", "Bearer");
            write(clientResponse, HttpServletResponse.SC_UNAUTHORIZED, "the token is missing or wrong");
        } else {
            purge(servletRequest, clientResponse);
        }
    }

    /** Takes the same time wherever a wrong token differs from the right one. */
    private boolean isAuthorized(HttpServletRequest servletRequest) {
        String given = servletRequest.getHeader("Authorization");
        return MessageDigest.isEqual(authorization, bytes(Objects.requireNonNullElse(given, "")));
    }

    private void purge(HttpServletRequest servletRequest, ClientResponse clientResponse) throws IOException {
        String key = servletRequest.getParameter("key");
        String source = servletRequest.getParameter("source");
        boolean all = servletRequest.getParameter("all") != null;
        if ((key == null ? 0 : 1) + (source == null ? 0 : 1) + (all ? 1 : 0) != 1) {
            write(clientResponse, HttpServletResponse.SC_BAD_REQUEST, "give one of key, source and all");
            return;
        }
        try {
            if (key != null) {
                purgeKey(key, clientResponse);
            } else if (source != null) {
                write(clientResponse, HttpServletResponse.SC_OK, "purged " + proxy.purgeSource(source));
            } else {
                proxy.purgeAll();
                write(clientResponse, HttpServletResponse.SC_OK, "purged all");
            }
        } catch (IllegalStateException | IllegalArgumentException | UnsupportedOperationException notPossible) {
            write(clientResponse, HttpServletResponse.SC_BAD_REQUEST, String.valueOf(notPossible.getMessage()));
        } catch (IOException failure) {
            log.warn("purging failed: {}", LogText.of(failure));
            write(clientResponse, HttpServletResponse.SC_BAD_GATEWAY, "the store failed; purge again");
        }
    }

    private void purgeKey(String key, ClientResponse clientResponse) throws IOException {
        if (!proxy.imgproxy().isKey(key)) {
            write(clientResponse, HttpServletResponse.SC_BAD_REQUEST, "key must be a cache key");
            return;
        }
        write(clientResponse, HttpServletResponse.SC_OK, "purged " + (proxy.purge(key) ? 1 : 0));
    }

    private static void write(ClientResponse clientResponse, int status, String text) throws IOException {
        clientResponse.setStatus(status);
        clientResponse.text("text/plain;charset=utf-8", text + "\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
