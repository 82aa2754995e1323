package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.urls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a declaration of the filter leaves out is logged once, with its cost. */
@Tag("container")
class DeclarationTest extends MountFixture {
    @ParameterizedTest
    @EnumSource
    void missingAsynchronousSupportIsLoggedOnceWithItsCost(Container container) throws Exception {
        try (CapturedLog log = new CapturedLog();
                CachingProxy proxy = ProxyFixture.builder(upstream).build();
                Container.Running running =
                        container.run(new ImgproxyFilter(proxy, "/img"), new Container.Mapping("", "/img/*", false))) {
            for (int i = 0; i < 3; i++) {
                running.client().get(urls(i + ".jpg").proxy()).hasStatus(200);
            }
            assertThat(log.lines("do not support asynchronous processing"))
                    .singleElement()
                    .asString()
                    .contains("WARN", "blocks a thread of the container", "<async-supported>true</async-supported>");
        }
    }

    @ParameterizedTest
    @EnumSource
    void correctDeclarationOfTheFilterLogsNothing(Container container) throws Exception {
        try (CapturedLog log = new CapturedLog();
                CachingProxy proxy = ProxyFixture.builder(upstream).build();
                Container.Running running =
                        container.run(new ImgproxyFilter(proxy, "/img"), Container.Mapping.DEFAULT)) {
            running.client().get(urls("cat.jpg").proxy()).hasStatus(200);
            assertThat(log.lines("WARN io.github.imgproxy4j")).isEmpty();
        }
    }

    /** Jetty can cut a response without another round. */
    @ParameterizedTest
    @EnumSource(names = "TOMCAT")
    void missingDispatcherIsLoggedOnceWhenAConnectionMustBeCut(Container container) throws Exception {
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
                                "a client may take a partial image",
                                "<dispatcher>ASYNC</dispatcher>");
            });
        }
    }

    private static void askForWhatBreaks(Container.Running running) throws Exception {
        try {
            assertThat(running.client().get(urls("large.jpg").proxy()).statusCode())
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
    void missingDispatcherOfTheDeploymentDescriptorIsLoggedAtTheStart(String dispatchers, int lines) throws Exception {
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
}
