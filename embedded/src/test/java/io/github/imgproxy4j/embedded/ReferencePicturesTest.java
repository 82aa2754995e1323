package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ReferencePicturesTest {
    private static final Limits LIMITS = Limits.of(1_000_000, 1, 10 << 20, Duration.ofMinutes(1));

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "pictures.csv")
    void picturesLookLikeThoseOfImgproxy(String source, String options, String file) throws Exception {
        byte[] mark = TestImages.png(TestImages.filled(40, 24, new Color(255, 0, 0, 160)));
        SourceLoader sources = (url, maxBytes, deadline) -> new Source(ReferenceSources.file(url));
        Processor processor = new Processor(
                sources,
                PathRules.strict(Presets.NONE, Clock.systemUTC()),
                LIMITS,
                new MemoryBudget(1 << 30),
                new Watermark(Asset.of(mark), 1, LIMITS),
                null);

        Pixels actual = TestImages.pixels(TestImages.read(
                processor.process("/" + options + "/plain/" + source + "@png").body()));
        Pixels expected = TestImages.pixels(TestImages.read(resource("pictures/" + file)));

        assertThat(Area.of(actual.width(), actual.height())).isEqualTo(Area.of(expected.width(), expected.height()));
        assertThat(1 - 2 * Dissimilarity.between(expected, actual)).isGreaterThanOrEqualTo(0.95);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(ReferencePicturesTest.class.getResourceAsStream(name))) {
            return stream.readAllBytes();
        }
    }
}
