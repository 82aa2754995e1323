package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.internal.log.LogText;
import io.github.imgproxy4j.filter.internal.response.Exchange;
import io.github.imgproxy4j.filter.internal.response.OwnResponse;
import io.github.imgproxy4j.filter.internal.response.ProxyRoute;
import io.github.imgproxy4j.internal.text.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST} or {@code DELETE MOUNT/purge} with {@code Authorization: Bearer TOKEN} and one of the query parameters
 * {@code key}, {@code source} and {@code all}; responds in JSON. The route does not exist if no token is set.
 */
final class PurgeRoute implements ProxyRoute {
    private static final Logger log = LoggerFactory.getLogger(PurgeRoute.class);

    private final CachingProxy proxy;
    private final BearerToken token;

    PurgeRoute(CachingProxy proxy, String token) {
        this.proxy = proxy;
        this.token = new BearerToken(token);
    }

    /** Purges on the container's thread. */
    @Override
    public void answer(Exchange exchange, HttpServletRequest servletRequest, HttpServletResponse servletResponse)
            throws IOException {
        exchange.answer(token.isSentBy(servletRequest) ? purge(servletRequest) : BearerToken.unauthorized());
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
                return purged(proxy.purgeSource(source));
            }
            proxy.purgeAll();
            return OwnResponse.json(HttpServletResponse.SC_OK, new JsonObject().flag("all", true));
        } catch (IllegalStateException | IllegalArgumentException | UnsupportedOperationException notPossible) {
            return badRequest(String.valueOf(notPossible.getMessage()));
        } catch (IOException failure) {
            log.warn("purging failed: {}", LogText.of(failure));
            return OwnResponse.error(HttpServletResponse.SC_BAD_GATEWAY, "the store failed; repeat the purge");
        }
    }

    private OwnResponse purgeKey(String key) throws IOException {
        return proxy.imgproxy().isKey(key) ? purged(proxy.purge(key) ? 1 : 0) : badRequest("key must be a cache key");
    }

    private static OwnResponse purged(long variants) {
        return OwnResponse.json(HttpServletResponse.SC_OK, new JsonObject().number("purged", variants));
    }

    private static OwnResponse badRequest(String text) {
        return OwnResponse.error(HttpServletResponse.SC_BAD_REQUEST, text);
    }
}
