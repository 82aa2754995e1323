package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.testing.Container;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told at the start of formats that pages leave out, and of paths that are not images. */
class OfferedFormatsTest {
    @Test
    void unsupportedFormatsAreLoggedOnce() throws Exception {
        try (CapturedLog log = new CapturedLog();
                Container.Running running = run(builder().formats(List.of("jpg", "png", "webp", "gif")))) {
            assertThat(running.port()).isPositive();
            assertThat(log.lines("pages do not offer"))
                    .singleElement()
                    .asString()
                    .contains("pages do not offer avif, jxl, which imgproxy at http://127.0.0.1:1 does not support;"
                            + " set imgproxy.formats to the supported formats");
        }
    }

    @Test
    void nothingIsLoggedIfAllFormatsAreSupported() throws Exception {
        try (CapturedLog log = new CapturedLog();
                Container.Running running = run(builder())) {
            assertThat(running.port()).isPositive();
            assertThat(log.lines("do not offer")).isEmpty();
        }
    }

    @Test
    void anInfoPathIsRefusedAlthoughItsSignatureIsRight() throws Exception {
        try (Container.Running running = run(builder())) {
            String path = builder().build().info("local:///a.png").size(true).url();
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(running.url(path)).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(403);
        }
    }

    private static Imgproxy.Builder builder() {
        return Imgproxy.builder().key("736563726574").salt("68656C6C6F");
    }

    private static Container.Running run(Imgproxy.Builder imgproxy) throws Exception {
        HttpUpstream nobody = HttpUpstream.builder(URI.create("http://127.0.0.1:1"))
                .connectTimeout(Duration.ofSeconds(1))
                .responseTimeout(Duration.ofSeconds(1))
                .build();
        return Container.JETTY.run(
                new ImgproxyFilter(
                        CachingProxy.builder(imgproxy.build(), nobody).build(), "/img"),
                Container.Mapping.DEFAULT);
    }
}
