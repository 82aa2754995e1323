package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.imgproxy4j.embedded.internal.codec.Decoder;
import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.options.PathRules;
import io.github.imgproxy4j.embedded.internal.options.Presets;
import io.github.imgproxy4j.embedded.internal.pipeline.ServerImage;
import io.github.imgproxy4j.embedded.internal.pipeline.Watermark;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTest {
    @Test
    void requestForMoreThanIsAvailableWaits() throws Exception {
        MemoryBudget budget = new MemoryBudget(100 << 20);
        MemoryBudget.Claim others = budget.reserve(60 << 20, Deadline.in(Duration.ofMinutes(1)));

        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> budget.reserve(60 << 20, Deadline.in(Duration.ofMillis(1))))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(503));
        budget.reserve(30 << 20, Deadline.in(Duration.ofMinutes(1))).close();
        others.shrink(40 << 20);
        others.shrink(50 << 20);
        budget.reserve(60 << 20, Deadline.in(Duration.ofMinutes(1))).close();
        MemoryBudget.Claim heir = others.passOn();
        others.close();
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> budget.reserve(100 << 20, Deadline.in(Duration.ofMillis(1))));
        heir.close();
        heir.close();
        budget.reserve(100 << 20, Deadline.in(Duration.ofMinutes(1))).close();
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> budget.reserve(101 << 20, Deadline.in(Duration.ofMinutes(1))));
    }

    @Test
    void whatNeverFitsIsRefusedAtOnce() {
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> new MemoryBudget(10 << 20).reserve(11 << 20, Deadline.in(Duration.ofMinutes(1))))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(422));
    }

    @Test
    void anImageThatTakesTooMuchIsRefused(@TempDir Path root) throws Exception {
        Files.write(root.resolve("photo.png"), TestImages.png(TestImages.waves(600, 600)));
        String large = "<svg xmlns='http://www.w3.org/2000/svg'><!-- " + "x".repeat(1 << 20) + "--></svg>";
        Files.writeString(root.resolve("large.svg"), large);

        try (EmbeddedImgproxy embedded = EmbeddedImgproxy.create(Settings.read(SettingsSource.of(
                "test",
                Map.of("imgproxy.local-filesystem-root", root.toString(), "imgproxy.embedded-memory", "4MB"))))) {
            assertThat(embedded.fetch("/plain/local:///photo.png").status()).isEqualTo(422);
            assertThat(embedded.fetch("/plain/local:///large.svg").status()).isEqualTo(422);
            // All of the image is looked at to find a small part of it.
            assertThat(embedded.fetch("/c:60:60:sm/plain/local:///photo.png").status())
                    .isEqualTo(422);
            assertThat(embedded.fetch("/c:60:60:ce/plain/local:///photo.png").status())
                    .isEqualTo(200);
            assertThat(embedded.fetch("/w:60/plain/local:///photo.png").status())
                    .isEqualTo(200);
        }
    }

    /** The weights of its pixels take more than the pixels. */
    @Test
    void aLongThinResultIsPaidForOrRefused(@TempDir Path root) throws Exception {
        Files.write(root.resolve("dot.png"), TestImages.png(TestImages.waves(4, 4)));
        Map<String, String> settings =
                Map.of("imgproxy.local-filesystem-root", root.toString(), "imgproxy.embedded-memory", "4MB");

        try (EmbeddedImgproxy embedded = EmbeddedImgproxy.create(Settings.read(SettingsSource.of("test", settings)))) {
            assertThat(embedded.fetch("/rs:force:20000:1:1/plain/local:///dot.png")
                            .status())
                    .isEqualTo(200);
            assertThat(embedded.fetch("/rs:force:70000:1:1/plain/local:///dot.png")
                            .status())
                    .isEqualTo(422);
            assertThat(embedded.fetch("/rs:force:1:70000:1/plain/local:///dot.png")
                            .status())
                    .isEqualTo(422);
        }
    }

    @Test
    void aSideThatImgproxyCannotResizeToIsRefused(@TempDir Path root) throws Exception {
        Files.write(root.resolve("dot.png"), TestImages.png(TestImages.waves(4, 4)));
        Map<String, String> settings =
                Map.of("imgproxy.local-filesystem-root", root.toString(), "imgproxy.embedded-memory", "64GB");

        try (EmbeddedImgproxy embedded = EmbeddedImgproxy.create(Settings.read(SettingsSource.of("test", settings)))) {
            assertThat(embedded.fetch("/rs:force:10000001:1:1/plain/local:///dot.png")
                            .status())
                    .isEqualTo(422);
        }
    }

    /** An image takes work memory, a source that passes as it is the source's, and SVG both. */
    @ParameterizedTest
    @ValueSource(strings = {"/w:60/plain/photo", "/raw:1/plain/photo", "/skp:png/plain/photo", "/plain/drawing"})
    void theMemoryOfAnAnswerIsFreeWhenItIsClosed(String path) throws Exception {
        byte[] photo = TestImages.png(TestImages.waves(300, 300));
        byte[] drawing = ("<svg xmlns='http://www.w3.org/2000/svg'><!--" + "x".repeat(200_000) + "--></svg>")
                .getBytes(StandardCharsets.US_ASCII);
        MemoryBudget files = new MemoryBudget(4 << 20);
        MemoryBudget work = new MemoryBudget(8 << 20);
        Processor processor = new Processor(
                (url, maxBytes, deadline) -> {
                    byte[] file = url.equals("photo") ? photo : drawing;
                    return new SourceBytes(file, null, null, null, files.reserve(file.length, deadline));
                },
                new PathRules(Presets.NONE, true, false, Clock.systemUTC()),
                Limits.of(1_000_000, 1, 1 << 20, Duration.ofMinutes(1)),
                work,
                null,
                null);

        ProcessorResponse answer = processor.process(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(isWhole(files) && isWhole(work))
                .as("the body is still there")
                .isFalse();
        answer.toUpstreamResponse().close();
        answer.close();
        assertThat(isWhole(files)).isTrue();
        assertThat(isWhole(work)).isTrue();
    }

    private static boolean isWhole(MemoryBudget budget) throws InterruptedException {
        try {
            budget.reserve(budget.size(), Deadline.in(Duration.ZERO)).close();
            return true;
        } catch (ProcessingException taken) {
            return false;
        }
    }

    @Test
    void aSourceThatTakesTooMuchIsRefusedAndOthersFollow(@TempDir Path root) throws Exception {
        Files.write(root.resolve("small.png"), TestImages.png(TestImages.waves(60, 60)));
        Files.write(
                root.resolve("large.png"),
                TestImages.concat(TestImages.png(TestImages.waves(60, 60)), new byte[2 << 20]));

        try (EmbeddedImgproxy embedded = EmbeddedImgproxy.create(Settings.read(SettingsSource.of(
                "test",
                Map.of("imgproxy.local-filesystem-root", root.toString(), "imgproxy.embedded-memory", "4MB"))))) {
            for (int round = 0; round < 50; round++) {
                try (ProcessorResponse refused = embedded.fetch("/plain/local:///large.png");
                        ProcessorResponse made = embedded.fetch("/plain/local:///small.png")) {
                    assertThat(refused.status()).isEqualTo(422);
                    assertThat(made.status()).isEqualTo(200);
                }
            }
        }
    }

    /** It is decoded anew for every image. */
    @Test
    void theWatermarkIsPaidForAsWell() throws Exception {
        byte[] mark = TestImages.png(TestImages.waves(900, 900));
        Limits limits = Limits.of(1_000_000, 1, 1 << 20, Duration.ofMinutes(1));
        Processor processor = new Processor(
                (url, maxBytes, deadline) -> new SourceBytes(TestImages.png(TestImages.waves(60, 60))),
                PathRules.strict(Presets.NONE, Clock.systemUTC()),
                limits,
                new MemoryBudget(8 << 20),
                new Watermark(ServerImage.of(mark), 1, limits),
                null);

        assertThat(processor.process("/plain/photo").status()).isEqualTo(200);
        assertThat(processor.process("/wm:1:ce:0:0:0.5/plain/photo").status()).isEqualTo(200);
        assertThat(processor.process("/wm:1/plain/photo").status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_BYTE_INDEXED
            })
    void pngFilesPassRowByRow(int type) throws Exception {
        byte[] file = TestImages.png(new BufferedImage(40, 30, type));

        // Only then is it true that nothing of the whole image is held.
        assertThat(HeaderReader.read(file).decoderBytesPerPixel()).isZero();
        assertThat(new Decoder(file, HeaderReader.read(file), Deadline.in(Duration.ofMinutes(1))).passesRowByRow())
                .isTrue();
    }

    @Test
    void tenLargeImagesAtOnceStayInASmallHeap(@TempDir Path root) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path")
                                + File.pathSeparator
                                + System.getProperty("surefire.test.class.path", ""),
                        TenAtOnce.class.getName(),
                        root.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("[200, 200, 200, 200, 200, 200, 200, 200, 200, 200]");
    }

    /** Runs in a JVM of its own. */
    static final class TenAtOnce {
        private TenAtOnce() {}

        public static void main(String[] folder) throws Exception {
            Path root = Path.of(folder[0]);
            BufferedImage large = new BufferedImage(7000, 7000, BufferedImage.TYPE_BYTE_GRAY);
            // As large as a file may be, too.
            write(root.resolve("0.png"), TestImages.png(large));
            write(root.resolve("1.jpg"), TestImages.jpeg(large));
            write(root.resolve("2.jpg"), TestImages.jpeg(large, true));
            large = null;
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ExecutorService threads = Executors.newFixedThreadPool(20);
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                Path file = root.resolve(exchange.getRequestURI().getPath().substring(1));
                boolean known = exchange.getRequestURI().getQuery() != null;
                exchange.sendResponseHeaders(200, known ? Files.size(file) : 0);
                Files.copy(file, exchange.getResponseBody());
                exchange.close();
            });
            server.start();
            String remote = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            List<String> sources =
                    List.of("local:///0.png", remote + "1.jpg", "local:///2.jpg", remote + "0.png?", remote + "2.jpg");
            Map<String, String> values = Map.of(
                    "imgproxy.local-filesystem-root", root.toString(),
                    "imgproxy.workers", "10",
                    "imgproxy.allow-loopback-source-addresses", "true",
                    "imgproxy.download-timeout", "5m",
                    "imgproxy.timeout", "5m");
            try (EmbeddedImgproxy embedded =
                    EmbeddedImgproxy.create(Settings.read(SettingsSource.of("test", values)))) {
                List<Future<Integer>> statuses = new ArrayList<>();
                for (int index = 0; index < 10; index++) {
                    String source = sources.get(index % sources.size());
                    statuses.add(threads.submit(() -> {
                        try (ProcessorResponse answer = embedded.fetch("/rs:fill:300:200/plain/" + source)) {
                            return answer.status();
                        }
                    }));
                }
                List<Integer> known = new ArrayList<>();
                for (Future<Integer> status : statuses) {
                    known.add(status.get());
                }
                System.out.println(known);
            } finally {
                server.stop(0);
                threads.shutdownNow();
            }
        }

        private static void write(Path file, byte[] image) throws Exception {
            Files.write(file, image);
            try (RandomAccessFile tail = new RandomAccessFile(file.toFile(), "rw")) {
                tail.setLength(50 << 20);
            }
        }
    }
}
