package io.github.imgproxy4j.embedded;

import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.options.PathRules;
import io.github.imgproxy4j.embedded.internal.options.Presets;
import io.github.imgproxy4j.embedded.internal.source.AllowedSources;
import io.github.imgproxy4j.embedded.internal.source.LocalSources;
import io.github.imgproxy4j.embedded.internal.source.Sources;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A processor that reads the files of a folder of its own, and no network. */
abstract class ProcessorFixture {
    static final Clock NOON = Clock.fixed(Instant.ofEpochSecond(1_000_000), ZoneOffset.UTC);

    @TempDir
    Path root;

    Processor processor;

    @BeforeEach
    void makeProcessor() {
        processor = processor(PathRules.strict(Presets.NONE, NOON));
    }

    Processor processor(PathRules rules) {
        Sources sources = new Sources(
                new AllowedSources(List.of()),
                new LocalSources(root, new MemoryBudget(1 << 30)),
                (url, maxBytes, deadline) -> {
                    throw new AssertionError("no test here goes to the network");
                });
        return new Processor(
                sources,
                rules,
                Limits.of(2_000_000, 20, 10 << 20, Duration.ofMinutes(1)),
                new MemoryBudget(1 << 30),
                null,
                null);
    }

    void store(String name, byte[] file) throws IOException {
        Files.write(root.resolve(name), file);
    }

    /** The result of a path, as pixels. */
    BufferedImage read(String path) throws InterruptedException {
        return TestImages.read(processor.process(path).body());
    }

    static String header(ProcessorResponse response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }

    /** The corner colours of {@link TestImages#quarters}: R, G, B or W. */
    static char colourName(BufferedImage image, int x, int y) {
        Color colour = TestImages.colour(image, x, y);
        boolean red = colour.getRed() > 128;
        boolean blue = colour.getBlue() > 128;
        if (red) {
            return blue ? 'W' : 'R';
        }
        return blue ? 'B' : 'G';
    }
}
