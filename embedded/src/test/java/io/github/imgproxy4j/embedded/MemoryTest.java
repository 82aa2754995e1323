package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void whoNeedsMoreThanIsLeftWaits() throws Exception {
        MemoryBudget budget = new MemoryBudget(100 << 20);
        Runnable release = budget.reserve(60 << 20, Deadline.in(Duration.ofMinutes(1)));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> budget.reserve(60 << 20, Deadline.in(Duration.ofMillis(1))))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(503));
        budget.reserve(30 << 20, Deadline.in(Duration.ofMinutes(1))).run();
        release.run();
        budget.reserve(100 << 20, Deadline.in(Duration.ofMinutes(1))).run();
    }

    @Test
    void whatNeverFitsIsRefusedAtOnce() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new MemoryBudget(10 << 20).reserve(11 << 20, Deadline.in(Duration.ofMinutes(1))))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(422));
    }

    @Test
    void aPictureThatTakesTooMuchIsRefused(@TempDir Path root) throws Exception {
        Files.write(root.resolve("photo.png"), TestImages.png(TestImages.waves(600, 600)));
        String large = "<svg xmlns='http://www.w3.org/2000/svg'><!-- " + "x".repeat(1 << 20) + "--></svg>";
        Files.writeString(root.resolve("large.svg"), large);

        try (EmbeddedImgproxy embedded = EmbeddedImgproxy.create(Settings.read(SettingsSource.of(
                "test",
                Map.of("imgproxy.local-filesystem-root", root.toString(), "imgproxy.embedded-memory", "4MB"))))) {
            assertThat(embedded.fetch("/plain/local:///photo.png").status()).isEqualTo(422);
            assertThat(embedded.fetch("/plain/local:///large.svg").status()).isEqualTo(422);
            assertThat(embedded.fetch("/w:60/plain/local:///photo.png").status())
                    .isEqualTo(200);
        }
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

        // Only then is it true that nothing of the whole picture is held.
        assertThat(HeaderReader.read(file).decoderBytesPerPixel()).isZero();
        assertThat(new Decoder(file, HeaderReader.read(file), Deadline.in(Duration.ofMinutes(1))).passesRowByRow())
                .isTrue();
    }

    @Test
    void tenLargePicturesAtOnceStayInASmallHeap(@TempDir Path root) throws Exception {
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
            Files.write(root.resolve("0.png"), TestImages.png(large));
            Files.write(root.resolve("1.jpg"), TestImages.jpeg(large));
            Files.write(root.resolve("2.jpg"), TestImages.jpeg(large, true));
            large = null;
            Map<String, String> values = Map.of(
                    "imgproxy.local-filesystem-root", root.toString(),
                    "imgproxy.workers", "10",
                    "imgproxy.timeout", "5m");
            ExecutorService threads = Executors.newFixedThreadPool(10);
            try (EmbeddedImgproxy embedded =
                    EmbeddedImgproxy.create(Settings.read(SettingsSource.of("test", values)))) {
                List<Future<Integer>> statuses = new ArrayList<>();
                for (int index = 0; index < 10; index++) {
                    String name = List.of("0.png", "1.jpg", "2.jpg").get(index % 3);
                    statuses.add(threads.submit(() -> embedded.fetch("/rs:fill:300:200/plain/local:///" + name)
                            .status()));
                }
                List<Integer> known = new ArrayList<>();
                for (Future<Integer> status : statuses) {
                    known.add(status.get());
                }
                System.out.println(known);
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
