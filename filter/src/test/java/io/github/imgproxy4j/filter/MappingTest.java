package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.ReceivedResponse;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Mount and mapping of the filter, in each container: they are equal, or the start fails and names both. */
@Tag("container")
class MappingTest extends MountFixture {
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
            ReceivedResponse answer = running.client().get(url);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(IMAGE);
            running.client().get(contextPath + mount + "/health").hasStatus(200);
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
            assertThat(running.client().get(url).body()).isEqualTo(IMAGE);
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
    void additionalMappingsAreLoggedOnce(Container container) throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            Started started = new Started();
            try (Container.Running running = container.run(
                    "", context -> started.register(context, settings(NOT_SET), List.of("/img/*", "/old/*")))) {
                running.client().get("/old/cat.jpg").hasStatus(400);
            }
            assertThat(log.lines("is mapped to [/old/*] as well, but serves images only at /img"))
                    .singleElement()
                    .asString()
                    .contains("WARN", "filter [imgproxy]", "other requests get 400");
        }
    }

    @ParameterizedTest
    @EnumSource
    void pagesThatUseAnotherProxyUrlAreLogged(Container container) throws Exception {
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
            assertThat(log.lines("pages request images at /shop/img, but the filter [imgproxy] serves them at"
                            + " /shop/pictures: set imgproxy.proxy-url to /shop/pictures"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void mountThatIsNotAPathIsReportedOnce(Container container) throws Exception {
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
}
