package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JavaScript module in an app with {@code webjars-locator-lite}. */
@Tag("application")
class WebJarApplicationTest {
    @TempDir
    Path folder;

    @Test
    void modulesAreFoundWithoutTheirVersion() throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.status(200, "imgproxy is running"));
                RunningApplication app = RunningApplication.start(OpenApplication.class, upstream, folder)) {
            String version = System.getProperty("project.version");
            HttpResponse<byte[]> versioned = app.send("GET", "/webjars/imgproxy4j/" + version + "/auto.js");
            HttpResponse<byte[]> found = app.send("GET", "/webjars/imgproxy4j/auto.js");

            assertThat(versioned.statusCode()).isEqualTo(200);
            assertThat(found.statusCode()).isEqualTo(200);
            assertThat(found.body()).isEqualTo(versioned.body());
            assertThat(found.headers().firstValue("Content-Type").orElseThrow()).contains("javascript");
            assertThat(new String(found.body(), StandardCharsets.UTF_8)).contains("import");
        }
    }
}
