package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A browser that looks into a public bucket first. The second test uses what the first has left there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BucketBrowserIT {
    private static final String OURS = "ours/";
    private static final String THEIRS = "theirs/";

    private Chromium chromium;
    private PublicBucket bucket;

    @BeforeAll
    void start() throws Exception {
        chromium = Chromium.start();
        bucket = new PublicBucket();
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (bucket != null) {
            bucket.close();
        }
    }

    @Test
    @Order(1)
    void coldBucketFallsBackAndWarmOneServesWhileTheAppIsStopped() throws Exception {
        String html;
        int pictures;
        try (DemoServer server = started(OURS, Map.of("imgproxy.cache-url", bucket.url(OURS)))) {
            html = new Visitor(server.url()).get("/jsp").body();
            try (Visit cold = visit().open(server.url().resolve("jsp")).seeEverything()) {
                pictures = cold.pictures().size();
                assertThat(cold.pictures())
                        .allMatch(picture -> picture.path().startsWith("/img/"));
                assertThat(cold.proxyRoute()).hasSize(pictures).allMatch(line -> line.startsWith("200 "));
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> bucket.names(OURS).size() >= pictures);
            assertThat(new Visitor(server.url()).page("/inspector").select("#abilities").text())
                    .contains("conditional writes: yes");
        }

        try (Visit warm = visit()) {
            warm.page().setContent(html);
            warm.seeEverything();
            assertThat(warm.pictures())
                    .hasSize(pictures)
                    .allMatch(picture -> picture.path().startsWith("/" + bucket.name() + "/" + OURS));
            assertThat(warm.everything())
                    .hasSize(pictures)
                    .allMatch(line -> line.startsWith("200 /" + bucket.name() + "/" + OURS));
        }
    }

    @Test
    @Order(2)
    void bucketThatImgproxyCacheFilledIsServedByItselfAndByTheFilter() throws Exception {
        bucket.copyBytes(OURS, THEIRS);

        String theirs = "/" + bucket.name() + "/" + THEIRS;
        List<String> keys;
        try (DemoServer server = started(THEIRS, Map.of("imgproxy.cache-url", bucket.url(THEIRS)));
                Visit visit = visit().open(server.url().resolve("jsp")).seeEverything()) {
            // A browser knows an image by its bytes; only a drawing it believes by its type alone.
            assertThat(visit.pictures().stream()
                            .filter(picture -> picture.path().startsWith("/img/")))
                    .hasSize(1);
            assertThat(visit.proxyRoute()).hasSize(1);
            keys = visit.pictures().stream()
                    .map(picture -> picture.path())
                    .filter(path -> path.startsWith(theirs))
                    .map(path -> path.substring(theirs.length()))
                    .toList();
        }

        try (DemoServer server = started(THEIRS, Map.of("imgproxy.url", "http://127.0.0.1:" + closedPort()))) {
            Visitor visitor = new Visitor(server.url());
            assertThat(keys).as("all but the drawing").hasSize(visitor.pictures("/jsp").size() - 1);
            for (String key : keys) {
                HttpResponse<byte[]> image = visitor.bytes("/img/cache/" + key);
                assertThat(image.statusCode()).isEqualTo(200);
                assertThat(image.headers().firstValue("Content-Type"))
                        .hasValueSatisfying(type -> assertThat(type).startsWith("image/"));
                assertThat(image.headers().firstValue("Cache-Control"))
                        .contains("public, max-age=31536000");
            }
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Visit visit() {
        return new Visit(chromium.browser()
                .newContext(new Browser.NewContextOptions().setViewportSize(1280, 900)));
    }

    private DemoServer started(String folder, Map<String, String> params) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of(
                "imgproxy.key", "0badc0de",
                "imgproxy.salt", "c0ffee",
                "imgproxy.s3-bucket", bucket.name(),
                "imgproxy.s3-folder", folder,
                "imgproxy.s3-endpoint", bucket.endpoint().toString(),
                "imgproxy.s3-acl", "public-read",
                "imgproxy.s3-svg", "attachment"));
        all.putAll(params);
        DemoServer server = JettyServer.onLoopback(all);
        server.start();
        return server;
    }
}
