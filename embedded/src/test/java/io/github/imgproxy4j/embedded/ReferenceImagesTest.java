package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.options.PathRules;
import io.github.imgproxy4j.embedded.internal.options.Presets;
import io.github.imgproxy4j.embedded.internal.pipeline.Dssim;
import io.github.imgproxy4j.embedded.internal.pipeline.ServerImage;
import io.github.imgproxy4j.embedded.internal.pipeline.Watermark;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.raster.Rgb;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import io.github.imgproxy4j.embedded.internal.source.SourceLoader;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ReferenceImagesTest {
    private static final Limits LIMITS = Limits.of(1_000_000, 5, 10 << 20, Duration.ofMinutes(1));

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "pictures.csv")
    void imagesLookLikeThoseOfImgproxy(String source, String options, String file) throws Exception {
        byte[] mark = TestImages.png(TestImages.filled(40, 24, new Color(255, 0, 0, 160)));
        SourceLoader sources = (url, maxBytes, deadline) -> new SourceBytes(ReferenceSources.file(url));
        Processor processor = new Processor(
                sources,
                PathRules.strict(Presets.NONE, Clock.systemUTC()),
                LIMITS,
                new MemoryBudget(1 << 30),
                new Watermark(ServerImage.of(mark), 1, LIMITS),
                null);

        String format = file.substring(file.indexOf('.') + 1);
        List<Pixels> actual = images(processor
                .process("/" + options + "/plain/" + source + "@" + format)
                .body());
        List<Pixels> expected = images(resource("pictures/" + file));

        assertThat(actual.stream().map(ReferenceImagesTest::size))
                .containsExactlyElementsOf(
                        expected.stream().map(ReferenceImagesTest::size).toList());
        for (int index = 0; index < expected.size(); index++) {
            assertThat(similarity(expected.get(index), actual.get(index)))
                    .as("frame %d", index)
                    .isGreaterThanOrEqualTo(0.95);
        }
    }

    /** The lesser of how it looks on black and on white, so that neither passes for transparent. */
    private static double similarity(Pixels expected, Pixels actual) {
        double onBlack = Dssim.between(expected, actual);
        double onWhite = Dssim.between(expected.flattened(Rgb.WHITE), actual.flattened(Rgb.WHITE));
        return 1 - 2 * Math.max(onBlack, onWhite);
    }

    private static List<Pixels> images(byte[] file) throws Exception {
        boolean animated = HeaderReader.read(file).animation().frames().size() > 1;
        return animated ? AnimationTest.frames(file) : List.of(TestImages.pixels(TestImages.read(file)));
    }

    private static Area size(Pixels pixels) {
        return Area.of(pixels.width(), pixels.height());
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(ReferenceImagesTest.class.getResourceAsStream(name))) {
            return stream.readAllBytes();
        }
    }
}
