package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Mount and mapping of the filter, in each container: they are one, or the start says that they are not. */
@Tag("container")
class MappingTest {
    private static final byte[] IMAGE = Images.png(5000, 1);
    private static final String NOT_SET = "";

    private StubImgproxy upstream;

    @BeforeEach
    void startUpstream() throws IOException {
        upstream = StubImgproxy.replying(Reply.image("image/png", IMAGE));
    }

    @AfterEach
    void stopUpstream() throws IOException {
        upstream.close();
    }

    private static Stream<Arguments> inEachContainer(Arguments... rows) {
        return Arrays.stream(Container.values())
                .flatMap(container -> Stream.of(rows)
                        .map(row -> Arguments.of(Stream.concat(Stream.of(container), Arrays.stream(row.get()))
                                .toArray())));
    }

    static Stream<Arguments> fitting() {
        return inEachContainer(
                Arguments.of("", NOT_SET, List.of("/img/*"), "/img"),
                Arguments.of("", NOT_SET, List.of("/pictures/*"), "/pictures"),
                Arguments.of("/shop", NOT_SET, List.of("/pictures/*"), "/pictures"),
                Arguments.of("/shop", NOT_SET, List.of("/media/small/*"), "/media/small"),
                Arguments.of("", NOT_SET, List.of("/*"), "/img"),
                Arguments.of("", NOT_SET, List.of("/a/*", "/img/*"), "/img"),
                Arguments.of("", NOT_SET, List.of("/pictures", "/pictures/*", "*.webp"), "/pictures"),
                Arguments.of("", "/", List.of("/*"), ""),
                Arguments.of("/shop", "/pictures", List.of("/*"), "/pictures"),
                Arguments.of("", "/pictures", List.of("/pictures/*"), "/pictures"),
                Arguments.of("", "/pictures/small", List.of("/pictures/*"), "/pictures/small"),
                Arguments.of("", "/b", List.of("/a/*", "/b/*"), "/b"));
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void imagesAreWhereTheFilterIsMapped(
            Container container, String contextPath, String set, List<String> patterns, String mount) throws Exception {
        Started started = new Started();
        try (Container.Running running =
                container.run(contextPath, context -> started.register(context, settings(set), patterns))) {
            assertThat(started.failure).isNull();
            Imgproxy shared = (Imgproxy) started.attribute;
            String url = shared.image("local:///cat.jpg").width(100).urls().proxy();

            assertThat(url).startsWith(contextPath + mount + "/");
            HttpResponse<byte[]> answer = get(running, url);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(IMAGE);
            assertThat(get(running, contextPath + mount + "/health").statusCode())
                    .isEqualTo(200);
        }
    }

    static Stream<Arguments> unfitting() {
        return inEachContainer(
                Arguments.of(
                        "/img",
                        List.of("/pictures/*"),
                        "init-param imgproxy.mount [/img] is not where the filter [imgproxy] is mapped, which is"
                                + " [/pictures/*]: map it to /img/*, or set imgproxy.mount to /pictures"),
                Arguments.of(
                        "/",
                        List.of("/img/*"),
                        "init-param imgproxy.mount [/] is not where the filter [imgproxy] is mapped, which is"
                                + " [/img/*]: map it to /*, or set imgproxy.mount to /img"),
                Arguments.of(
                        "/pictures",
                        List.of("/pictures/small/*"),
                        "init-param imgproxy.mount [/pictures] is not where the filter [imgproxy] is mapped, which is"
                                + " [/pictures/small/*]: map it to /pictures/*, or set imgproxy.mount to /pictures/small"),
                Arguments.of(
                        NOT_SET,
                        List.of("/img"),
                        "imgproxy.mount [not set, so /img] is not where the filter [imgproxy] is mapped, which is [/img]:"
                                + " map it to /img/*"),
                Arguments.of(
                        NOT_SET,
                        List.of("*.webp"),
                        "imgproxy.mount [not set, so /img] is not where the filter [imgproxy] is mapped, which is"
                                + " [*.webp]: map it to /img/*"),
                Arguments.of(
                        NOT_SET,
                        List.of("/image/*", "/photo/*"),
                        "imgproxy.mount [not set, so /img] is not where the filter [imgproxy] is mapped, which is"
                                + " [/image/*, /photo/*]: map it to /img/*, or set imgproxy.mount to /image or /photo"));
    }

    @ParameterizedTest
    @MethodSource("unfitting")
    void mountThatIsNotMappedStopsTheStartAndBothAreNamed(
            Container container, String set, List<String> patterns, String problem) throws Exception {
        Started started = new Started();
        try (Container.Running running =
                container.run("", context -> started.register(context, settings(set), patterns))) {
            assertThat(running.port()).isPositive();
        }
        assertThat(started.failure).isInstanceOf(SettingsException.class);
        assertThat(((SettingsException) started.failure).problems()).containsExactly(problem);
    }

    @ParameterizedTest
    @EnumSource
    void filterOfAServletIsWhereTheServletIs(Container container) throws Exception {
        Started started = new Started();
        try (Container.Running running = container.run("", context -> {
            context.addServlet("pictures", new HttpServlet() {}).addMapping("/pictures/*");
            FilterRegistration.Dynamic registration = context.addFilter("imgproxy", started);
            registration.setInitParameters(settings(NOT_SET));
            registration.setAsyncSupported(true);
            registration.addMappingForServletNames(
                    EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), true, "pictures");
        })) {
            assertThat(started.failure).isNull();
            String url = ((Imgproxy) started.attribute)
                    .image("local:///cat.jpg")
                    .width(100)
                    .urls()
                    .proxy();

            assertThat(url).startsWith("/pictures/");
            assertThat(get(running, url).body()).isEqualTo(IMAGE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void mountThatAProgramNamesHasToBeMappedAsWell(Container container) throws Exception {
        CachingProxy proxy = ProxyFixture.builder(upstream).build();
        assertThatThrownBy(() -> {
                    Tried tried = new Tried(new ImgproxyFilter(proxy, "/img"));
                    try (Container.Running running =
                            container.run(tried, new Container.Mapping("", "/pictures/*", true))) {
                        assertThat(running.port()).isPositive();
                    }
                    throw tried.failure == null ? new AssertionError("it started") : tried.failure;
                })
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("the mount [/img] is not where the filter [")
                .hasMessageEndingWith("] is mapped, which is [/pictures/*]: map it to /img/*, or set imgproxy.mount to"
                        + " /pictures");
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatElseIsMappedIsToldOnce(Container container) throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            Started started = new Started();
            try (Container.Running running = container.run(
                    "", context -> started.register(context, settings(NOT_SET), List.of("/img/*", "/old/*")))) {
                assertThat(get(running, "/old/cat.jpg").statusCode()).isEqualTo(400);
            }
            assertThat(log.lines("is mapped to [/old/*] as well, but images are at /img alone"))
                    .singleElement()
                    .asString()
                    .contains("WARN", "filter [imgproxy]", "answered with 400");
        }
    }

    @ParameterizedTest
    @EnumSource
    void pagesThatLookForImagesElsewhereAreTold(Container container) throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            Started started = new Started();
            try (Container.Running running = container.run("/shop", context -> {
                context.setAttribute(
                        SharedImgproxy.ATTRIBUTE,
                        Imgproxy.builder()
                                .key("736563726574")
                                .salt("68656C6C6F")
                                .proxyUrl("/shop/img")
                                .build());
                started.register(context, settings(NOT_SET), List.of("/pictures/*"));
            })) {
                assertThat(running.port()).isPositive();
            }
            assertThat(started.failure).isNull();
            assertThat(log.lines("pages look for images at /shop/img, but the filter [imgproxy] answers at"
                            + " /shop/pictures: set imgproxy.proxy-url to /shop/pictures"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void mountThatIsNoPathIsToldOnce(Container container) throws Exception {
        Started started = new Started();
        try (Container.Running running =
                container.run("", context -> started.register(context, settings("pictures"), List.of("/pictures/*")))) {
            assertThat(running.port()).isPositive();
        }
        assertThat(((SettingsException) started.failure).problems())
                .containsExactly(
                        "init-param imgproxy.mount [pictures] must be a path such as /img, without a slash at its"
                                + " end; or /");
    }

    @ParameterizedTest
    @EnumSource
    void filterWithoutAsynchronousSupportIsToldOnceWhatThatCosts(Container container) throws Exception {
        try (CapturedLog log = new CapturedLog();
                CachingProxy proxy = ProxyFixture.builder(upstream).build();
                Container.Running running =
                        container.run(new ImgproxyFilter(proxy, "/img"), new Container.Mapping("", "/img/*", false))) {
            for (int i = 0; i < 3; i++) {
                assertThat(get(running, ProxyFixture.urls(i + ".jpg").proxy()).statusCode())
                        .isEqualTo(200);
            }
            assertThat(log.lines("do not support asynchronous processing"))
                    .singleElement()
                    .asString()
                    .contains("WARN", "keeps a thread of the container", "<async-supported>true</async-supported>");
        }
    }

    @ParameterizedTest
    @EnumSource
    void filterThatIsDeclaredWellHearsNothing(Container container) throws Exception {
        try (CapturedLog log = new CapturedLog();
                CachingProxy proxy = ProxyFixture.builder(upstream).build();
                Container.Running running =
                        container.run(new ImgproxyFilter(proxy, "/img"), Container.Mapping.DEFAULT)) {
            assertThat(get(running, ProxyFixture.urls("cat.jpg").proxy()).statusCode())
                    .isEqualTo(200);
            assertThat(log.lines("WARN io.github.imgproxy4j")).isEmpty();
        }
    }

    /** Jetty can cut a response without another round. */
    @ParameterizedTest
    @EnumSource(names = "TOMCAT")
    void missingDispatcherIsToldOnceAtTheLatestWhenAConnectionHasToBeCut(Container container) throws Exception {
        upstream.reply(Reply.chunked("image/png", Images.png(300_000, 1), false));
        try (CapturedLog log = new CapturedLog();
                CachingProxy proxy = ProxyFixture.builder(upstream).build();
                Container.Running running = container.run("", context -> {
                    FilterRegistration.Dynamic registration =
                            context.addFilter("imgproxy", new ImgproxyFilter(proxy, "/img"));
                    registration.setAsyncSupported(true);
                    registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/img/*");
                })) {
            await().untilAsserted(() -> {
                askForWhatBreaks(running);
                assertThat(log.lines("is not mapped with the dispatcher ASYNC"))
                        .singleElement()
                        .asString()
                        .contains(
                                "WARN",
                                "filter [imgproxy]",
                                "a client may take the part for the whole",
                                "<dispatcher>ASYNC</dispatcher>");
            });
        }
    }

    private static void askForWhatBreaks(Container.Running running) throws Exception {
        try {
            assertThat(get(running, ProxyFixture.urls("large.jpg").proxy()).statusCode())
                    .isBetween(200, 599);
        } catch (IOException cutOff) {
            assertThat(cutOff).hasMessageNotContaining("timed out");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "<dispatcher>REQUEST</dispatcher>, 1",
        "<dispatcher>FORWARD</dispatcher><dispatcher>REQUEST</dispatcher>, 1",
        "'', 1",
        "<dispatcher>REQUEST</dispatcher><dispatcher> ASYNC </dispatcher>, 0"
    })
    void missingDispatcherOfTheDeploymentDescriptorIsToldAtTheStart(String dispatchers, int lines) throws Exception {
        String mapping = "<filter-mapping><filter-name>imgproxy</filter-name><url-pattern>/img/*</url-pattern>"
                + dispatchers + "</filter-mapping>";
        String other = "<filter-mapping><filter-name>other</filter-name><url-pattern>/*</url-pattern></filter-mapping>";
        String descriptor = "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee'>" + other + mapping + "</web-app>";
        Started started = new Started();
        started.descriptor = descriptor;
        try (CapturedLog log = new CapturedLog();
                Container.Running running = Container.JETTY.run(
                        "", context -> started.register(context, settings(NOT_SET), List.of("/img/*")))) {
            assertThat(running.port()).isPositive();
            assertThat(started.failure).isNull();
            assertThat(log.lines("the filter [imgproxy] is not mapped with the dispatcher ASYNC"))
                    .hasSize(lines);
        }
    }

    private Map<String, String> settings(String mount) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "imgproxy.key", "736563726574",
                "imgproxy.salt", "68656C6C6F",
                "imgproxy.url", upstream.url().toString()));
        if (!mount.isEmpty()) {
            settings.put("imgproxy.mount", mount);
        }
        return settings;
    }

    private static HttpResponse<byte[]> get(Container.Running running, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(ProxyFixture.request(running, "GET", path), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Keeps what the start of a filter threw, so that the app goes on. */
    private static class Tried implements Filter {
        private final Filter tried;

        @Nullable
        Exception failure;

        @Nullable
        Object attribute;

        @Nullable
        String descriptor;

        Tried(Filter tried) {
            this.tried = tried;
        }

        @Override
        public void init(FilterConfig config) {
            try {
                tried.init(descriptor == null ? config : withDescriptor(config, descriptor));
                attribute = config.getServletContext().getAttribute(SharedImgproxy.ATTRIBUTE);
            } catch (ServletException | RuntimeException refused) {
                failure = refused;
            }
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            tried.doFilter(request, response, chain);
        }

        @Override
        public void destroy() {
            tried.destroy();
        }
    }

    /** The same with a file in its web app. */
    private static FilterConfig withDescriptor(FilterConfig config, String descriptor) {
        ServletContext context = (ServletContext) Proxy.newProxyInstance(
                MappingTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getResourceAsStream") && arguments[0].equals("/WEB-INF/web.xml")
                                ? new ByteArrayInputStream(descriptor.getBytes(StandardCharsets.UTF_8))
                                : method.invoke(config.getServletContext(), arguments));
        return (FilterConfig) Proxy.newProxyInstance(
                MappingTest.class.getClassLoader(),
                new Class<?>[] {FilterConfig.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getServletContext") ? context : method.invoke(config, arguments));
    }

    private static final class Started extends Tried {
        Started() {
            super(new ImgproxyFilter());
        }

        void register(ServletContext context, Map<String, String> initParams, List<String> patterns) {
            FilterRegistration.Dynamic registration = context.addFilter("imgproxy", this);
            registration.setInitParameters(initParams);
            registration.setAsyncSupported(true);
            registration.addMappingForUrlPatterns(
                    EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), true, patterns.toArray(String[]::new));
        }
    }
}
