package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import io.github.imgproxy4j.filter.internal.response.AsyncDelivery;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.settings.SettingsSource;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The caching proxy as a servlet filter: responds to every request below its mount, and never calls the rest of the
 * chain.
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
 * <p>After a forward it serves the path of the forward; this requires a mapping with the dispatcher FORWARD. An image
 * cannot be included.
 *
 * <p>Its mount is {@code imgproxy.mount}, {@code /img} by default. Without the setting, a single mapping to another
 * path determines the mount. If mount and mapping do not match, the filter refuses to start and names both.
 *
 * <p>Settings come from system properties, the environment, init-params and context-params, in this order.
 */
public final class ImgproxyFilter implements Filter {
    private static final Logger log = LoggerFactory.getLogger(ImgproxyFilter.class);

    private final @Nullable Programmed given;
    private @Nullable MountedProxy mounted;
    private @Nullable ObjectName managedName;

    /** A filter that creates its proxy from settings. */
    public ImgproxyFilter() {
        this.given = null;
    }

    /**
     * A filter for this proxy, which it closes; it reads no settings. Tags and dialect use the {@link Imgproxy} of the
     * proxy as well, unless the app has set another.
     *
     * @param proxy the proxy
     * @param mount the path below the context path to which the filter is mapped, {@code /img}; {@code /} for the whole
     *     app. The filter does not start if it is mapped elsewhere
     */
    public ImgproxyFilter(CachingProxy proxy, String mount) {
        this.given = new Programmed(proxy, mount.equals("/") ? "" : mount);
    }

    /**
     * Adds a filter for this proxy to an app that is starting, where the pages of its {@link Imgproxy} look for images:
     * at the proxy URL. So the path is written once, as {@link Imgproxy.Builder#proxyUrl}.
     *
     * @param context the app; its context path is the beginning of the proxy URL
     * @return the registration, mapped and with support for asynchronous processing
     * @throws IllegalArgumentException if the proxy URL is not a path below the context path; an app behind a server
     *     that changes paths maps the filter itself
     * @throws IllegalStateException if the app has a filter named {@code imgproxy}, or has started
     */
    public static FilterRegistration.Dynamic addTo(ServletContext context, CachingProxy proxy) {
        String mount = MountChoice.ofPages(proxy.imgproxy().proxyUrl(), context.getContextPath());
        FilterRegistration.Dynamic registration =
                context.addFilter("imgproxy", new ImgproxyFilter(proxy, mount.isEmpty() ? "/" : mount));
        if (registration == null) {
            throw new IllegalStateException("the app has a filter [imgproxy] already");
        }
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), true, mount + "/*");
        return registration;
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        ServletContext context = config.getServletContext();
        MuteLog.write(context, List.of());
        FilterMappings mappings = FilterMappings.of(config);
        Programmed made = given == null ? fromSettings(config, mappings) : mapped(context, given, mappings);
        String base = context.getContextPath() + made.mount;
        StartAdvice advice = new StartAdvice(log, config, base.isEmpty() ? "/" : base);
        mounted = new MountedProxy(made.proxy, base, made.mount, advice);
        advice.mappings(mappings, made.mount);
        advice.pages(made.proxy.imgproxy().proxyUrl(), context.getContextPath());
        context.setAttribute(CachingProxy.ATTRIBUTE, made.proxy);
        managedName = ManagedProxy.register(made.proxy, mounted.name());
        log.info(
                "images at {}: {} in front of {}{}",
                mounted.name(),
                made.proxy.storeDescription(),
                made.proxy.upstreamDescription(),
                made.proxy.memoryNote());
        OfferedFormats.log(made.proxy);
    }

    /** The proxy of a program, which the pages of the app use as well unless they have their own instance. */
    private static Programmed mapped(ServletContext context, Programmed programmed, FilterMappings mappings)
            throws ServletException {
        String problem = MountChoice.problem(programmed.mount, mappings);
        if (problem == null && context.getAttribute(SharedImgproxy.ATTRIBUTE) instanceof Imgproxy pages) {
            problem = problemOfPages(context, pages, programmed.mount, mappings);
        }
        if (problem != null) {
            throw new ServletException(problem);
        }
        if (context.getAttribute(SharedImgproxy.ATTRIBUTE) == null) {
            context.setAttribute(SharedImgproxy.ATTRIBUTE, programmed.proxy.imgproxy());
        }
        return programmed;
    }

    /** Null as well if another filter of the app has started: then pages look for images there. */
    private static @Nullable String problemOfPages(
            ServletContext context, Imgproxy pages, String mount, FilterMappings mappings) {
        return context.getAttribute(CachingProxy.ATTRIBUTE) != null
                ? null
                : MountChoice.problemOfPages(pages, context.getContextPath(), mount, mappings);
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
        if (imgproxy != null && choice.problem() == null) {
            String pages = problemOfPages(context, imgproxy, choice.mount(), mappings);
            if (pages != null) {
                problems.add(pages);
            }
        }
        problems.addAll(ProxyFactory.problems(settings));
        if (imgproxy == null || !problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        OfferedFormats.compare(imgproxy, settings);
        MuteLog.write(context, settings.remarks());
        context.setAttribute(SharedImgproxy.ATTRIBUTE, imgproxy);
        return new Programmed(CachingProxy.of(settings, imgproxy), choice.mount());
    }

    /**
     * The shared instance; the init-params of this filter apply if it is the first to use the instance. Null if they
     * are invalid.
     */
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
        if (mounted == null
                || !(request instanceof HttpServletRequest clientRequest)
                || !(response instanceof HttpServletResponse clientResponse)) {
            chain.doFilter(request, response);
            return;
        }
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            checkDispatch(request, response, mounted);
        }
        mounted.handle(clientRequest, clientResponse);
    }

    private static void checkDispatch(ServletRequest request, ServletResponse response, MountedProxy mounted)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.INCLUDE) {
            throw new ServletException("an image cannot be included, because an included resource has no status and no"
                    + " headers; forward to it, or map the filter without INCLUDE");
        }
        if (request.getAttribute(AsyncDelivery.ABORT_ATTRIBUTE) != null) {
            mounted.abort(response);
        }
    }

    @Override
    public void destroy() {
        if (mounted != null) {
            ManagedProxy.unregister(managedName);
            managedName = null;
            mounted.close();
        }
    }

    /** A proxy and its mount, before there is a context path. */
    private record Programmed(CachingProxy proxy, String mount) {}
}
