package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootVersion;

/** What Boot's Actuator says of the proxy. */
@Tag("application")
class HealthApplicationTest {
    private static final String[] SHOWN = {
        "--management.endpoint.health.show-details=always", "--management.endpoint.health.probes.enabled=true"
    };
    private static final Reply RUNNING = Reply.status(200, "imgproxy is running");
    private static final Reply BROKEN = Reply.status(500, "broken");

    @TempDir
    Path folder;

    @Test
    void appRunsOnTheBootAndTheContainerOfThisRound() throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(RUNNING);
                RunningApplication app = start(upstream)) {
            assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("app.boot"));
            assertThat(app.bean(ServletContext.class).getServerInfo())
                    .containsIgnoringCase(System.getProperty("app.container"));
        }
    }

    @Test
    void upstreamAndStoreAreUp() throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(RUNNING);
                RunningApplication app = start(upstream)) {
            JsonNode imgproxy = health(app, "/actuator/health", 200).at("/components/imgproxy");

            assertThat(imgproxy.at("/status").asText()).isEqualTo("UP");
            assertThat(imgproxy.at("/components/upstream/status").asText()).isEqualTo("UP");
            assertThat(imgproxy.at("/components/upstream/details/description").asText())
                    .contains(upstream.url().toString());
            assertThat(imgproxy.at("/components/store/status").asText()).isEqualTo("UP");
            assertThat(imgproxy.at("/components/store/details/description").asText())
                    .contains(folder.toString());
        }
    }

    @Test
    void upstreamThatIsNotReadyIsDownAndTheStoreIsNot() throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(BROKEN);
                RunningApplication app = start(upstream)) {
            JsonNode imgproxy = health(app, "/actuator/health", 503).at("/components/imgproxy");

            assertThat(imgproxy.at("/components/upstream/status").asText()).isEqualTo("DOWN");
            assertThat(imgproxy.at("/components/upstream/details/error").asText())
                    .contains("500");
            assertThat(imgproxy.at("/components/store/status").asText()).isEqualTo("UP");
        }
    }

    @Test
    void proxyIsAPartOfReadinessWhereTheAppSaysSo() throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(BROKEN)) {
            try (RunningApplication app = start(upstream)) {
                assertThat(health(app, "/actuator/health/readiness", 200).toString())
                        .doesNotContain("imgproxy");
            }
            try (RunningApplication app =
                    start(upstream, "--management.endpoint.health.group.readiness.include=readinessState,imgproxy")) {
                assertThat(health(app, "/actuator/health/readiness", 503)
                                .at("/components/imgproxy/status")
                                .asText())
                        .isEqualTo("DOWN");
                assertThat(health(app, "/actuator/health/liveness", 200).toString())
                        .doesNotContain("imgproxy");
                upstream.reply(RUNNING);
                health(app, "/actuator/health/readiness", 200);
            }
        }
    }

    @Test
    void healthOfTheProxyCanBeSwitchedOff() throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(BROKEN);
                RunningApplication app = start(upstream, "--management.health.imgproxy.enabled=false")) {
            assertThat(health(app, "/actuator/health", 200).toString()).doesNotContain("imgproxy");
        }
    }

    private RunningApplication start(StubImgproxy upstream, String... more) {
        String[] arguments = Stream.of(SHOWN, more).flatMap(Arrays::stream).toArray(String[]::new);
        return RunningApplication.start(OpenApplication.class, upstream, folder, arguments);
    }

    private static JsonNode health(RunningApplication app, String path, int status)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response = app.send("GET", path);
        assertThat(response.statusCode())
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(status);
        return new ObjectMapper().readTree(response.body());
    }
}
