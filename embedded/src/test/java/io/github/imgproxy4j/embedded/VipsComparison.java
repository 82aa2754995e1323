package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.options.PathRules;
import io.github.imgproxy4j.embedded.internal.options.Presets;
import io.github.imgproxy4j.embedded.internal.pipeline.Dssim;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints the processor time of a JPEG of 12 megapixels to a WebP within 300x200, here and in {@code vipsthumbnail}, in
 * turns. Not part of the build, because it needs that program; the README has the command.
 */
class VipsComparison {
    private static final int WARM_UP = 15;
    private static final int ROUNDS = 15;

    @TempDir
    private Path folder;

    @Test
    void processorTimeBesideVipsthumbnail() throws Exception {
        byte[] photo = TestImages.jpeg(photo());
        Files.write(folder.resolve("photo.jpg"), photo);
        Processor processor = new Processor(
                (url, maxBytes, deadline) -> new SourceBytes(photo),
                PathRules.strict(Presets.NONE, Clock.systemUTC()),
                Limits.of(50_000_000, 1, 50 << 20, Duration.ofMinutes(1)),
                new MemoryBudget(1 << 30),
                null,
                null);
        byte[] file = {};
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            long before = system.getProcessCpuTime();
            file = processor.process("/rs:fit:300:200/plain/photo.jpg@webp").body();
            ours.add((system.getProcessCpuTime() - before) / 1e6);
            theirs.add(vipsthumbnail());
        }
        double own = median(ours.subList(WARM_UP, ours.size()));
        double vips = median(theirs.subList(WARM_UP, theirs.size()));
        System.out.printf("imgproxy4j %.0f ms, vipsthumbnail %.0f ms, ratio %.2f%n", own, vips, own / vips);

        Pixels image = TestImages.pixels(TestImages.read(file));
        Pixels reference = TestImages.pixels(TestImages.read(Files.readAllBytes(folder.resolve("small.webp"))));
        assertThat(image.width()).isEqualTo(reference.width()).isEqualTo(267);
        assertThat(image.height()).isEqualTo(reference.height());
        assertThat(1 - 2 * Dssim.between(reference, image)).isGreaterThanOrEqualTo(0.95);
    }

    private double vipsthumbnail() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "TIMEFORMAT='%3U %3S'; time vipsthumbnail photo.jpg --size 300x200 -o 'small.webp[Q=79]'")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(output).isZero();
        String[] seconds = output.substring(output.lastIndexOf('\n') + 1).split(" ", -1);
        return 1000 * (Double.parseDouble(seconds[0]) + Double.parseDouble(seconds[1]));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** Waves with the grain of a sensor. */
    private static BufferedImage photo() {
        BufferedImage image = TestImages.waves(4000, 3000);
        Random grain = new Random(12);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int change = grain.nextInt(16) * 0x010101;
                image.setRGB(x, y, (image.getRGB(x, y) & 0xEFEFEF) + change);
            }
        }
        return image;
    }
}
