package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.embedded.internal.codec.Encoder;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.options.Output;
import io.github.imgproxy4j.embedded.internal.raster.Frame;
import io.github.imgproxy4j.embedded.internal.raster.FrameSequence;
import io.github.imgproxy4j.filter.upstream.Upstream;
import io.github.imgproxy4j.filter.upstream.UpstreamProvider;
import io.github.imgproxy4j.filter.upstream.UpstreamRequest;
import io.github.imgproxy4j.filter.upstream.UpstreamResponse;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.settings.SettingsSource;
import java.awt.Color;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedImgproxyTest {
    @TempDir
    private Path root;

    @Test
    void theProxyFindsItAndGetsAnImageForASignedPath() throws Exception {
        Files.write(root.resolve("photo.jpg"), TestImages.jpeg(TestImages.waves(400, 300)));
        Imgproxy imgproxy = Imgproxy.builder().key("943b421c").salt("520f986b").build();
        UpstreamRequest upstreamRequest = UpstreamRequest.builder(imgproxy.image("local:///photo.jpg")
                        .options("rs:fill:100:80")
                        .format("webp")
                        .urls()
                        .signedPath())
                .build();

        try (Upstream upstream =
                        provider().create(settings(Map.of("imgproxy.local-filesystem-root", root.toString())));
                UpstreamResponse upstreamResponse = upstream.fetch(upstreamRequest)) {
            upstream.checkReady();
            byte[] body = upstreamResponse.body().readAllBytes();

            assertThat(upstreamResponse.status()).isEqualTo(200);
            assertThat(upstreamResponse.headers().firstValue("Content-Type")).hasValue("image/webp");
            assertThat(upstreamResponse.contentLength()).hasValue(body.length);
            assertThat(TestImages.read(body).getWidth()).isEqualTo(100);
        }
    }

    @Test
    void svgPassesUntouchedOrSanitised() throws Exception {
        String good = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 70 50'><rect width='5'/></svg>";
        Files.writeString(root.resolve("good.svg"), good);
        Files.writeString(root.resolve("bad.svg"), "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>");
        Files.writeString(root.resolve("broken.svg"), "<svg xmlns='http://www.w3.org/2000/svg'>");

        try (EmbeddedImgproxy embedded = local()) {
            ProcessorResponse answer = embedded.fetch("/w:10/plain/local:///good.svg");

            assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
            assertThat(answer.headers().firstValue("X-Origin-Width")).hasValue("70");
            assertThat(answer.headers().firstValue("X-Result-Height")).hasValue("50");
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(good);
            assertThat(embedded.fetch("/plain/local:///good.svg@svg").status()).isEqualTo(200);
            assertThat(embedded.fetch("/plain/local:///good.svg@png").status()).isEqualTo(422);
            assertThat(new String(embedded.fetch("/plain/local:///bad.svg").body(), StandardCharsets.UTF_8))
                    .isEqualTo("<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>");
            assertThat(embedded.fetch("/plain/local:///broken.svg").status()).isEqualTo(422);
        }
    }

    @ParameterizedTest
    @CsvSource({"imgproxy.allow-raw, raw:1, 404", "imgproxy.allow-security-options, msr:1, 403"})
    void whatTheFilterMayLetThroughIsDoneWhereItIsAllowed(String key, String option, int otherwise) throws Exception {
        Files.write(root.resolve("photo.png"), TestImages.png(TestImages.waves(20, 10)));

        for (boolean allowed : new boolean[] {true, false}) {
            Map<String, String> values =
                    Map.of("imgproxy.local-filesystem-root", root.toString(), key, Boolean.toString(allowed));
            try (EmbeddedImgproxy embedded =
                    EmbeddedImgproxy.create(Settings.read(SettingsSource.of("test", values)))) {
                assertThat(embedded.fetch("/" + option + "/plain/local:///photo.png")
                                .status())
                        .isEqualTo(allowed ? 200 : otherwise);
            }
        }
    }

    @Test
    void aCacheBusterChangesTheKeyAndNotTheImage() throws Exception {
        Files.write(root.resolve("photo.png"), TestImages.png(TestImages.waves(20, 10)));
        Imgproxy imgproxy = Imgproxy.builder().key("943b421c").salt("520f986b").build();
        Set<String> keys = new HashSet<>();

        try (EmbeddedImgproxy embedded = local()) {
            byte[] plain = embedded.fetch("/w:10/plain/local:///photo.png").body();
            for (String options : new String[] {"w:10", "w:10/cb:1", "w:10/cb:2"}) {
                ImageUrls urls =
                        imgproxy.image("local:///photo.png").options(options).urls();
                keys.add(urls.key());
                try (UpstreamResponse upstreamResponse = embedded.fetch(
                        UpstreamRequest.builder(urls.signedPath()).build())) {
                    assertThat(upstreamResponse.body().readAllBytes()).isEqualTo(plain);
                }
            }
        }
        assertThat(keys).hasSize(3);
    }

    @Test
    void limitsOfAllResultsAndFramesAreSettings() throws Exception {
        Files.write(root.resolve("photo.png"), TestImages.png(TestImages.waves(200, 100)));
        FrameSequence sequence = new FrameSequence(
                List.of(
                        new Frame(TestImages.pixels(TestImages.waves(200, 100)), 50),
                        new Frame(TestImages.pixels(TestImages.noise(200, 100, 1)), 50)),
                0);
        Files.write(root.resolve("move.gif"), Encoder.encode(sequence, ImageFormat.GIF, 80, Output.PLAIN));
        Map<String, String> values = new HashMap<>(Map.of(
                "imgproxy.local-filesystem-root", root.toString(),
                "imgproxy.max-src-resolution", "0.03",
                "imgproxy.allow-security-options", "true",
                "imgproxy.max-result-dimension", "50"));

        try (EmbeddedImgproxy embedded = EmbeddedImgproxy.create(settings(values))) {
            assertThat(embedded.fetch("/plain/local:///photo.png").headers().firstValue("X-Result-Width"))
                    .hasValue("50");
            assertThat(embedded.fetch("/mrd:70/plain/local:///photo.png")
                            .headers()
                            .firstValue("X-Result-Width"))
                    .hasValue("70");
            assertThat(embedded.fetch("/plain/local:///move.gif").status()).isEqualTo(422);
        }
        values.put("imgproxy.max-animation-frame-resolution", "0.02");
        try (EmbeddedImgproxy embedded = EmbeddedImgproxy.create(settings(values))) {
            assertThat(embedded.fetch("/plain/local:///move.gif").status()).isEqualTo(200);
        }
        values.put("imgproxy.max-animation-frame-resolution", "0.019");
        try (EmbeddedImgproxy embedded = EmbeddedImgproxy.create(settings(values))) {
            assertThat(embedded.fetch("/plain/local:///move.gif").status()).isEqualTo(422);
        }
    }

    @Test
    void whenAllWorkersStayBusyTheNextIsRefused() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.countDown();
            try {
                release.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        String path = "/plain/http://127.0.0.1:" + server.getAddress().getPort() + "/a.jpg";
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (EmbeddedImgproxy embedded = EmbeddedImgproxy.create(settings(Map.of(
                "imgproxy.workers", "1",
                "imgproxy.queue-timeout", "0",
                "imgproxy.timeout", "1m",
                "imgproxy.download-timeout", "1m",
                "imgproxy.allow-loopback-source-addresses", "true")))) {
            Future<ProcessorResponse> busy = thread.submit(() -> embedded.fetch(path));
            asked.await();

            ProcessorResponse refused = embedded.fetch(path);
            release.countDown();

            assertThat(refused.status()).isEqualTo(429);
            assertThat(new String(refused.body(), StandardCharsets.UTF_8)).isEqualTo("Too many requests");
            assertThat(busy.get().status()).isEqualTo(404);
            assertThat(embedded.fetch(path).status()).isEqualTo(404);
        } finally {
            release.countDown();
            thread.shutdownNow();
            server.stop(0);
        }
    }

    @Test
    void anInterruptedThreadGetsNoAnswer() throws Exception {
        Files.write(root.resolve("photo.jpg"), TestImages.jpeg(TestImages.waves(40, 30)));

        try (EmbeddedImgproxy embedded = local()) {
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(InterruptedException.class)
                    .isThrownBy(() -> embedded.fetch("/plain/local:///photo.jpg"));
            assertThat(embedded.fetch("/plain/local:///photo.jpg").status()).isEqualTo(200);
        }
    }

    @Test
    void localSourcesAreOffWithoutARoot() throws Exception {
        try (EmbeddedImgproxy embedded = EmbeddedImgproxy.create(settings(Map.of()))) {
            assertThat(embedded.fetch("/plain/local:///etc/passwd").status()).isEqualTo(404);
        }
    }

    @Test
    void theServersImagesAreUsed() throws Exception {
        Files.write(root.resolve("mark.png"), TestImages.png(TestImages.filled(4, 4, Color.RED)));
        Files.write(root.resolve("lost.png"), TestImages.png(TestImages.filled(40, 30, Color.BLUE)));
        Files.write(root.resolve("white.png"), TestImages.png(TestImages.filled(20, 20, Color.WHITE)));
        Files.writeString(root.resolve("text.png"), "no image");
        Map<String, String> values = Map.of(
                "imgproxy.local-filesystem-root",
                root.toString(),
                "imgproxy.watermark-path",
                root.resolve("mark.png").toString(),
                "imgproxy.fallback-image-url",
                "local:///lost.png",
                "imgproxy.fallback-image-http-code",
                "203");

        try (EmbeddedImgproxy embedded = EmbeddedImgproxy.create(settings(values))) {
            ProcessorResponse marked = embedded.fetch("/wm:1:nowe/plain/local:///white.png");
            assertThat(TestImages.colour(TestImages.read(marked.body()), 0, 0)).isEqualTo(Color.RED);
            for (String missing : new String[] {"missing.png", "text.png"}) {
                ProcessorResponse replaced = embedded.fetch("/w:20/plain/local:///" + missing);

                assertThat(replaced.status()).isEqualTo(203);
                assertThat(replaced.headers().firstValue("Cache-Control")).hasValue("max-age=60, public");
                assertThat(replaced.headers().firstValue("X-Result-Height")).hasValue("15");
            }
            assertThat(embedded.fetch("/nonsense:1/plain/local:///white.png").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void anImageOfTheServerThatCannotBeReadStopsTheStart() {
        Settings settings = settings(
                Map.of("imgproxy.watermark-path", root.resolve("missing.png").toString()));

        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> EmbeddedImgproxy.create(settings))
                .withMessageContaining("imgproxy.watermark-path");
    }

    @Test
    void onlyAllowedSourcesAreRead() throws Exception {
        Files.write(root.resolve("photo.jpg"), TestImages.jpeg(TestImages.waves(40, 30)));
        Files.createDirectory(root.resolve("open"));
        Files.copy(root.resolve("photo.jpg"), root.resolve("open/photo.jpg"));

        try (EmbeddedImgproxy embedded = EmbeddedImgproxy.create(settings(Map.of(
                "imgproxy.local-filesystem-root",
                root.toString(),
                "imgproxy.allowed-sources",
                "local:///open/,https://example.com/")))) {
            ProcessorResponse refused = embedded.fetch("/plain/local:///photo.jpg");

            assertThat(refused.status()).isEqualTo(404);
            assertThat(new String(refused.body(), StandardCharsets.UTF_8)).isEqualTo("Invalid source URL");
            assertThat(embedded.fetch("/plain/local:///open/photo.jpg").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aRootThatIsNoDirectoryStopsTheStart() {
        Settings settings = settings(
                Map.of("imgproxy.local-filesystem-root", root.resolve("missing").toString()));

        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> EmbeddedImgproxy.create(settings))
                .withMessageContaining("imgproxy.local-filesystem-root")
                .withMessageContaining("missing");
    }

    @Test
    void aRootThatVanishesIsNotReady() throws Exception {
        try (EmbeddedImgproxy embedded = local()) {
            Files.delete(root);

            assertThatIOException().isThrownBy(embedded::checkReady).withMessageContaining("root");

            Files.createDirectory(root);
            embedded.checkReady();
        }
    }

    @Test
    void onceClosedItFails() {
        EmbeddedImgproxy embedded = local();
        embedded.close();
        embedded.close();

        assertThatIOException().isThrownBy(() -> embedded.fetch("/plain/local:///a"));
        assertThatIOException().isThrownBy(embedded::checkReady);
    }

    @Test
    void bareTimeoutsAreSecondsAsInImgproxy() {
        assertThat(settings(Map.of("imgproxy.timeout", "7")).get(EmbeddedSettings.TIMEOUT))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(settings(Map.of("imgproxy.timeout", "250ms")).get(EmbeddedSettings.TIMEOUT))
                .isEqualTo(Duration.ofMillis(250));
    }

    private EmbeddedImgproxy local() {
        return EmbeddedImgproxy.create(settings(Map.of("imgproxy.local-filesystem-root", root.toString())));
    }

    private static UpstreamProvider provider() {
        return ServiceLoader.load(UpstreamProvider.class).findFirst().orElseThrow();
    }

    private static Settings settings(Map<String, String> values) {
        return Settings.read(SettingsSource.of("test", values));
    }
}
