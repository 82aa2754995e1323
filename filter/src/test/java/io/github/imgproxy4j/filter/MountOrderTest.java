package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.testing.Container;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The mount is written once: every way to write it, with pages that use it at every time, in each container. */
@Tag("container")
class MountOrderTest extends MountFixture {
    private static final String PICTURES = "/pictures";

    private ServletContext application;

    /** How an app says where images are. */
    enum Way {
        MAPPING {
            @Override
            void register(ServletContext context, Filter filter) {
                map(context, filter, PICTURES + "/*");
            }
        },
        SERVLET {
            @Override
            void register(ServletContext context, Filter filter) {
                context.addServlet("pictures", new HttpServlet() {}).addMapping(PICTURES + "/*");
                FilterRegistration.Dynamic registration = context.addFilter("imgproxy", filter);
                registration.setAsyncSupported(true);
                registration.addMappingForServletNames(DISPATCHERS, true, "pictures");
            }
        },
        INIT_PARAM {
            @Override
            void register(ServletContext context, Filter filter) {
                map(context, filter, "/*").setInitParameter("imgproxy.mount", PICTURES);
            }
        },
        CONTEXT_PARAM {
            @Override
            void register(ServletContext context, Filter filter) {
                map(context, filter, "/*");
            }
        };

        private static final EnumSet<DispatcherType> DISPATCHERS =
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC);

        abstract void register(ServletContext context, Filter filter);

        private static FilterRegistration.Dynamic map(ServletContext context, Filter filter, String pattern) {
            FilterRegistration.Dynamic registration = context.addFilter("imgproxy", filter);
            registration.setAsyncSupported(true);
            registration.addMappingForUrlPatterns(DISPATCHERS, true, pattern);
            return registration;
        }
    }

    /** When the first page is made. */
    enum Time {
        BEFORE_THE_FILTER_IS_DECLARED,
        BEFORE_THE_FILTER_STARTS,
        AFTER_THE_START
    }

    static Stream<Arguments> agreeing() {
        return rows(true);
    }

    static Stream<Arguments> contradicting() {
        return rows(false);
    }

    private static Stream<Arguments> rows(boolean agreeing) {
        return Arrays.stream(Container.values())
                .flatMap(container -> Arrays.stream(Way.values())
                        .flatMap(way -> Arrays.stream(Time.values())
                                .filter(time -> agreeing == isKnown(way, time))
                                .map(time -> Arguments.of(container, way, time))));
    }

    /** What is declared later cannot be known; what the whole app sees always is. */
    private static boolean isKnown(Way way, Time time) {
        return time != Time.BEFORE_THE_FILTER_IS_DECLARED || way == Way.CONTEXT_PARAM;
    }

    @ParameterizedTest
    @MethodSource("agreeing")
    void proxyUrlsOfPagesAreBelowTheMountOfTheFilter(Container container, Way way, Time time) throws Exception {
        ImgproxyFilter filter = new ImgproxyFilter();
        try (Container.Running running =
                container.run("/shop", context -> assemble(context, way, time, () -> way.register(context, filter)))) {
            String url = pages(application).image("local:///cat.jpg").urls().proxy();

            assertThat(url).startsWith("/shop/pictures/");
            assertThat(running.client().get(url).body()).isEqualTo(IMAGE);
        }
    }

    @ParameterizedTest
    @MethodSource("contradicting")
    void filterThatIsDeclaredAfterTheFirstPageAndElsewhereDoesNotStart(Container container, Way way, Time time)
            throws Exception {
        Tried tried = new Tried(new ImgproxyFilter());
        try (Container.Running running =
                container.run("/shop", context -> assemble(context, way, time, () -> way.register(context, tried)))) {
            assertThat(running.port()).isPositive();
        }
        assertThat(tried.failure)
                .hasMessageContaining("the proxy URL [/shop/img] of the app's pages")
                .hasMessageContaining("the filter [imgproxy] answers, which is [/shop/pictures]")
                .hasMessageContaining("set imgproxy.mount to /pictures where the whole app sees it");
    }

    @ParameterizedTest
    @EnumSource
    void filterAddedByAProgramIsMappedToTheProxyUrlOfItsImgproxy(Container container) throws Exception {
        CachingProxy proxy = proxy("/shop/pictures");
        try (Container.Running running = container.run("/shop", context -> {
            application = context;
            ImgproxyFilter.addTo(context, proxy);
        })) {
            Imgproxy pages = pages(application);
            assertThat(pages).isSameAs(proxy.imgproxy());
            assertThat(running.client()
                            .get(pages.image("local:///cat.jpg").urls().proxy())
                            .body())
                    .isEqualTo(IMAGE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void filterAddedByAProgramIsComparedWithPagesRenderedBefore(Container container) throws Exception {
        CachingProxy proxy = proxy("/shop/pictures");
        Tried tried = new Tried(new ImgproxyFilter(proxy, PICTURES));
        try (Container.Running running = container.run(
                "/shop",
                context -> assemble(
                        context,
                        Way.MAPPING,
                        Time.BEFORE_THE_FILTER_IS_DECLARED,
                        () -> Way.MAPPING.register(context, tried)))) {
            assertThat(running.port()).isPositive();
        }
        assertThat(tried.failure)
                .hasMessageContaining("the proxy URL [/shop/img] of the app's pages")
                .hasMessageContaining("from its mapping [/pictures/*]");
        proxy.close();
    }

    @Test
    void proxyUrlThatIsNoPathOfTheAppCannotBeAMount() {
        for (String url : new String[] {"/img", "https://images.example.com/img", "/shopping"}) {
            assertThatThrownBy(() -> MountChoice.ofPages(url, "/shop"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("proxy URL [" + url + "] must be a path below the context path [/shop], such as"
                            + " /shop/img");
        }
        assertThat(MountChoice.ofPages("/shop", "/shop")).isEmpty();
        assertThat(MountChoice.ofPages("/img/small", "")).isEqualTo("/img/small");
    }

    private void assemble(ServletContext context, Way way, Time time, Runnable register) {
        application = context;
        settings(way == Way.CONTEXT_PARAM ? PICTURES : NOT_SET).forEach(context::setInitParameter);
        if (time == Time.BEFORE_THE_FILTER_IS_DECLARED) {
            pages(context);
        }
        register.run();
        if (time == Time.BEFORE_THE_FILTER_STARTS) {
            pages(context);
        }
    }

    private CachingProxy proxy(String proxyUrl) {
        Map<String, String> keys = settings(NOT_SET);
        return CachingProxy.builder(
                        Imgproxy.builder()
                                .key(keys.get("imgproxy.key"))
                                .salt(keys.get("imgproxy.salt"))
                                .proxyUrl(proxyUrl)
                                .build(),
                        HttpUpstream.builder(upstream.url()).build())
                .build();
    }

    /** As tags and dialect find it. */
    private static Imgproxy pages(ServletContext context) {
        return SharedImgproxy.in(new Scope(context));
    }

    private record Scope(ServletContext servletContext) implements SharedImgproxy.ApplicationScope {
        @Override
        public Object attribute(String name) {
            return servletContext.getAttribute(name);
        }

        @Override
        public void setAttribute(String name, Object value) {
            servletContext.setAttribute(name, value);
        }

        @Override
        public Iterable<String> initParameterNames() {
            return Collections.list(servletContext.getInitParameterNames());
        }

        @Override
        public String initParameter(String name) {
            return servletContext.getInitParameter(name);
        }

        @Override
        public Iterable<String> resourcePaths(String folder) {
            return List.of();
        }

        @Override
        public String contextPath() {
            return servletContext.getContextPath();
        }
    }
}
