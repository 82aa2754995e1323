package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.log.LogText;
import io.github.imgproxy4j.filter.internal.request.ClientRequest;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.internal.request.VerifiedPathCache;
import io.github.imgproxy4j.filter.internal.response.ClientResponse;
import io.github.imgproxy4j.filter.internal.response.Exchange;
import io.github.imgproxy4j.filter.internal.response.ProxyRoute;
import io.github.imgproxy4j.filter.internal.response.ResponseAbort;
import io.github.imgproxy4j.filter.internal.response.SecondRounds;
import io.github.imgproxy4j.filter.internal.urls.UrlsRoute;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A proxy at its mount: passes each request to its route. */
final class MountedProxy {
    private static final Logger log = LoggerFactory.getLogger(ImgproxyFilter.class);

    private final CachingProxy proxy;
    private final String base;
    private final StartAdvice advice;
    private final SecondRounds secondRounds;
    private final Map<Route, ProxyRoute> routes = new EnumMap<>(Route.class);
    private final ProxyRoute images;
    private final VerifiedPathCache verifiedPaths;

    /**
     * A proxy at its mount.
     *
     * @param base context path and mount
     * @param mount below the context path
     */
    MountedProxy(CachingProxy proxy, String base, String mount, StartAdvice advice) {
        this.proxy = proxy;
        this.base = base;
        this.advice = advice;
        this.secondRounds = new SecondRounds(advice::noSecondRound);
        this.images = new ImageRoute(proxy, mount, secondRounds);
        routes.put(Route.PROXY, images);
        routes.put(Route.CACHE, images);
        routes.put(Route.HEALTH, new HealthRoute(proxy));
        if (proxy.purgeToken() != null) {
            routes.put(Route.PURGE, new PurgeRoute(proxy, proxy.purgeToken()));
            routes.put(Route.WARM, new WarmRoute(proxy, proxy.purgeToken()));
        }
        if (!proxy.imgproxy().publicPresetNames().isEmpty()) {
            routes.put(Route.URLS, new UrlsRoute(proxy.imgproxy()));
        }
        this.verifiedPaths = new VerifiedPathCache(base, routes.keySet(), proxy.imgproxy(), proxy.policy());
    }

    /** Its path, for display. */
    String name() {
        return base.isEmpty() ? "/" : base;
    }

    void handle(HttpServletRequest servletRequest, HttpServletResponse servletResponse) throws IOException {
        if (!servletRequest.isAsyncSupported()) {
            advice.synchronous();
        }
        Instant now = proxy.clock().instant();
        ClientRequest clientRequest = ClientRequest.of(servletRequest);
        RequestCheck requestCheck = verifiedPaths.of(clientRequest);
        ClientResponse clientResponse =
                new ClientResponse(clientRequest, servletResponse, requestCheck.route(), proxy.policy(), now);
        Exchange exchange = new Exchange(clientRequest, clientResponse, requestCheck, proxy.listener(), now);
        if (clientRequest.method().equals("OPTIONS")) {
            exchange.options();
            return;
        }
        explain(requestCheck);
        routeOf(requestCheck).answer(exchange, servletRequest, servletResponse);
    }

    private ProxyRoute routeOf(RequestCheck requestCheck) {
        return requestCheck.errorStatus() == null ? routes.getOrDefault(requestCheck.route(), images) : images;
    }

    private static void explain(RequestCheck requestCheck) {
        if (requestCheck.errorStatus() != null && requestCheck.verification() != null && log.isDebugEnabled()) {
            log.debug(
                    "refused: {}",
                    LogText.explanation(requestCheck.verification().explanation()));
        }
    }

    /**
     * Ends a response that was cut off, so that the client notices; the request was dispatched again for this purpose.
     */
    void abort(ServletResponse response) throws IOException {
        secondRounds.arrived();
        throw ResponseAbort.exception(response);
    }

    void close() {
        proxy.close();
    }
}
