package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.body.BrokenBodyException;
import io.github.imgproxy4j.filter.internal.fetch.ProxyResponse;
import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.request.ClientRequest;
import io.github.imgproxy4j.filter.internal.request.Forwarding;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.internal.request.VerifiedPathCache;
import io.github.imgproxy4j.filter.internal.response.AsyncDelivery;
import io.github.imgproxy4j.filter.internal.response.BlockingDelivery;
import io.github.imgproxy4j.filter.internal.response.ClientResponse;
import io.github.imgproxy4j.filter.internal.response.Exchange;
import io.github.imgproxy4j.filter.internal.response.LengthFirst;
import io.github.imgproxy4j.filter.internal.response.SecondRounds;
import io.github.imgproxy4j.filter.internal.response.Sendfile;
import io.github.imgproxy4j.filter.internal.urls.UrlsRoute;
import io.github.imgproxy4j.filter.log.LogText;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.settings.SettingsSource;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The caching proxy as a servlet filter: answers every request below its mount, and lets nothing pass down the chain.
 *
 * <p>Map it to {@code /img/*} with the dispatchers REQUEST and ASYNC and {@code async-supported}:
 *
 * <pre>{@code
 * <filter>
 *   <filter-name>imgproxy</filter-name>
 *   <filter-class>io.github.imgproxy4j.filter.ImgproxyFilter</filter-class>
 *   <async-supported>true</async-supported>
 * </filter>
 * <filter-mapping>
 *   <filter-name>imgproxy</filter-name>
 *   <url-pattern>/img/*</url-pattern>
 *   <dispatcher>REQUEST</dispatcher>
 *   <dispatcher>ASYNC</dispatcher>
 * </filter-mapping>
 * }</pre>
 *
 * <p>Behind a forward it answers the path that was forwarded to; map it to FORWARD as well then. An image cannot be
 * included.
 *
 * <p>Its place is {@code imgproxy.mount}, {@code /img} by default. Mapped to one other place alone it takes that; where
 * mount and mapping do not fit it refuses to start, and names both.
 *
 * <p>Settings come from system properties, the environment, init-params and context-params, in this order.
 */
public final class ImgproxyFilter implements Filter {
    private static final Logger log = LoggerFactory.getLogger(ImgproxyFilter.class);

    private final @Nullable Programmed given;
    private @Nullable MountedProxy door;
    private @Nullable ObjectName managedName;

    /** A filter that makes its proxy from settings. */
    public ImgproxyFilter() {
        this.given = null;
    }

    /**
     * A filter in front of this proxy, which it closes; it reads no settings.
     *
     * @param proxy what answers
     * @param mount the path below the context path that the filter is mapped to, {@code /img}; {@code /} for all of it. It
     *     does not start if it is mapped elsewhere
     */
    public ImgproxyFilter(CachingProxy proxy, String mount) {
        this.given = new Programmed(proxy, mount.equals("/") ? "" : mount);
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        ServletContext context = config.getServletContext();
        MuteLog.tell(context, List.of());
        FilterMappings mappings = FilterMappings.of(config);
        Programmed made = given == null ? fromSettings(config, mappings) : mapped(given, mappings);
        String base = context.getContextPath() + made.mount;
        StartAdvice advice = new StartAdvice(log, config, base.isEmpty() ? "/" : base);
        door = new MountedProxy(made.proxy, base, made.mount, advice);
        advice.mappings(mappings, made.mount);
        advice.pages(made.proxy.imgproxy().proxyUrl(), context.getContextPath());
        context.setAttribute(CachingProxy.ATTRIBUTE, made.proxy);
        managedName = ManagedProxy.register(made.proxy, door.name());
        log.info(
                "images at {}: {} in front of {}{}",
                door.name(),
                made.proxy.storeDescription(),
                made.proxy.upstreamDescription(),
                made.proxy.memoryNote());
        OfferedFormats.tell(made.proxy);
    }

    private static Programmed mapped(Programmed programmed, FilterMappings mappings) throws ServletException {
        String problem = MountChoice.problem(programmed.mount, mappings);
        if (problem != null) {
            throw new ServletException(problem);
        }
        return programmed;
    }

    private static Programmed fromSettings(FilterConfig config, FilterMappings mappings) {
        ServletContext context = config.getServletContext();
        List<String> problems = new ArrayList<>();
        Settings settings = Settings.read(
                problems,
                SettingsSource.systemProperties(System.getProperties()),
                SettingsSource.environment(System.getenv()),
                SettingsSource.of("init-param", InitParams.of(config)),
                SettingsSource.of("context-param", InitParams.of(context)));
        MountChoice choice = MountChoice.of(settings, mappings);
        if (choice.problem() != null
                && problems.stream().noneMatch(known -> known.contains(FilterSettings.MOUNT.key()))) {
            problems.add(choice.problem());
        }
        Imgproxy imgproxy = imgproxy(context, settings, choice.mount(), problems);
        problems.addAll(ProxyFactory.problems(settings));
        if (imgproxy == null || !problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        OfferedFormats.compare(imgproxy, settings);
        MuteLog.tell(context, settings.remarks());
        context.setAttribute(SharedImgproxy.ATTRIBUTE, imgproxy);
        return new Programmed(CachingProxy.of(settings, imgproxy), choice.mount());
    }

    /** The shared instance; this filter's init-params count if it is the first to need it. Null if they are wrong. */
    private static @Nullable Imgproxy imgproxy(
            ServletContext context, Settings settings, String mount, List<String> problems) {
        if (context.getAttribute(SharedImgproxy.ATTRIBUTE) instanceof Imgproxy shared) {
            return shared;
        }
        try {
            return Imgproxy.of(settings, context.getContextPath() + mount + "/");
        } catch (SettingsException refused) {
            problems.addAll(refused.problems());
            return null;
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (door == null
                || !(request instanceof HttpServletRequest clientRequest)
                || !(response instanceof HttpServletResponse clientResponse)) {
            chain.doFilter(request, response);
            return;
        }
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            checkDispatch(request, door);
        }
        if (UrlsRoute.leadsTo(clientRequest, door.base, door.proxy.imgproxy())) {
            UrlsRoute.answer(clientRequest, clientResponse, door.proxy.imgproxy());
            return;
        }
        if (!request.isAsyncSupported()) {
            door.advice.synchronous();
        }
        door.handle(clientRequest, clientResponse);
    }

    private static void checkDispatch(ServletRequest request, MountedProxy door) throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.INCLUDE) {
            throw new ServletException("an image cannot be included, because an included resource has no status and no"
                    + " headers; forward to it, or map the filter without INCLUDE");
        }
        if (request.getAttribute(AsyncDelivery.ABORT_ATTRIBUTE) != null) {
            door.secondRounds.arrived();
            throw BrokenBodyException.cutOff();
        }
    }

    @Override
    public void destroy() {
        if (door != null) {
            ManagedProxy.unregister(managedName);
            managedName = null;
            door.proxy.close();
        }
    }

    /** A proxy and its mount, before there is a context path. */
    private record Programmed(CachingProxy proxy, String mount) {}

    /** A proxy at its place, below the context path or in the whole server. */
    private record MountedProxy(
            CachingProxy proxy,
            String base,
            String mount,
            StartAdvice advice,
            SecondRounds secondRounds,
            VerifiedPathCache verifiedPaths) {
        MountedProxy(CachingProxy proxy, String base, String mount, StartAdvice advice) {
            this(
                    proxy,
                    base,
                    mount,
                    advice,
                    new SecondRounds(advice::noSecondRound),
                    new VerifiedPathCache(base, proxy.imgproxy(), proxy.policy()));
        }

        /** Where it is, for people. */
        String name() {
            return base.isEmpty() ? "/" : base;
        }

        void handle(HttpServletRequest servletRequest, HttpServletResponse servletResponse) throws IOException {
            ClientRequest clientRequest = ClientRequest.of(servletRequest);
            Instant now = proxy.clock().instant();
            ClientResponse clientResponse = new ClientResponse(clientRequest, servletResponse, proxy.policy(), now);
            if (proxy.purgeToken() != null && clientRequest.requestUri().equals(base + PurgeEndpoint.PATH)) {
                new PurgeEndpoint(proxy, proxy.purgeToken()).answer(servletRequest, clientResponse);
                return;
            }
            RequestCheck requestCheck = verifiedPaths.of(clientRequest);
            Exchange exchange = new Exchange(clientRequest, clientResponse, requestCheck, proxy.listener(), now);
            if (clientRequest.method().equals("OPTIONS")) {
                clientResponse.options();
                exchange.end(CacheStatus.own(), 0, true);
                return;
            }
            if (requestCheck.errorStatus() != null && requestCheck.verification() != null && log.isDebugEnabled()) {
                log.debug(
                        "refused: {}",
                        LogText.explanation(requestCheck.verification().explanation()));
            }
            if (requestCheck.route() == Route.HEALTH && requestCheck.errorStatus() == null) {
                Health.answer(proxy, exchange, servletRequest);
            } else {
                serve(exchange, servletRequest, servletResponse);
            }
        }

        private void serve(Exchange exchange, HttpServletRequest servletRequest, HttpServletResponse servletResponse)
                throws IOException {
            ProxyResponse now = proxy.lookup().lookupNow(exchange.requestCheck(), exchange.clientRequest());
            if (now != null && Sendfile.isFor(now, servletRequest, servletResponse)) {
                Sendfile.deliver(exchange, now, servletRequest);
                return;
            }
            if (now != null && isShort(now)) {
                BlockingDelivery.deliver(exchange, now);
                return;
            }
            CompletableFuture<ProxyResponse> answer = now != null
                    ? CompletableFuture.completedFuture(now)
                    : proxy.lookup()
                            .fetch(
                                    exchange.requestCheck(),
                                    Forwarding.of(
                                            servletRequest,
                                            exchange.clientRequest(),
                                            proxy.policy().negotiation()));
            if (!exchange.clientRequest().isHead() && LengthFirst.isNeededBy(servletRequest, servletResponse)) {
                boolean mayLoseLength = exchange.clientResponse().hasForeignOutput();
                answer = answer.thenCompose(known -> LengthFirst.of(known, mayLoseLength));
            }
            if (servletRequest.isAsyncSupported() && !exchange.clientResponse().hasForeignOutput()) {
                deliverLater(exchange, servletRequest, answer);
            } else {
                BlockingDelivery.deliver(exchange, await(answer));
            }
        }

        /** What is short and here takes no longer to write than to hand to another thread. */
        private static boolean isShort(ProxyResponse answer) {
            return answer.image() == null || answer.image().bytes().isShort();
        }

        private void deliverLater(
                Exchange exchange, HttpServletRequest servletRequest, CompletableFuture<ProxyResponse> answer)
                throws IOException {
            exchange.clientResponse().leave();
            AsyncContext asyncContext = servletRequest.startAsync();
            // Waiting is limited by the limits on flights, and writing by the container's own.
            asyncContext.setTimeout(0);
            AsyncDelivery delivery = new AsyncDelivery(exchange, asyncContext, proxy.deliveries(), mount, secondRounds);
            exchange.clientResponse().outputStream().setWriteListener(delivery);
            delivery.await(answer);
        }

        private static ProxyResponse await(CompletableFuture<ProxyResponse> answer) throws InterruptedIOException {
            try {
                return answer.get();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw (InterruptedIOException)
                        new InterruptedIOException("waiting for upstream").initCause(interrupted);
            } catch (ExecutionException bug) {
                throw new IllegalStateException("a flight always announces an answer", bug.getCause());
            }
        }
    }
}
