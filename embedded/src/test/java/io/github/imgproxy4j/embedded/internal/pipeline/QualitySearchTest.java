package io.github.imgproxy4j.embedded.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.imgproxy4j.embedded.TestImages;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.options.AutoQuality;
import io.github.imgproxy4j.embedded.internal.options.Output;
import io.github.imgproxy4j.embedded.internal.options.Quality;
import io.github.imgproxy4j.embedded.internal.raster.FrameSequence;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.awt.image.BufferedImage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QualitySearchTest {
    private static final FrameSequence WAVES = FrameSequence.still(TestImages.pixels(TestImages.waves(300, 200)));

    @ParameterizedTest
    @CsvSource({"5, 0", "57, 50", "100000, 99", "4000, 99"})
    void theBestQualityThatFitsIsFoundWithFewEncodes(int maxBytes, int quality) throws Exception {
        // A file of quality q has 7 + q bytes.
        QualitySearch search = new QualitySearch(tried -> new byte[7 + tried], deadline());

        byte[] file = search.largest(10, 99, maxBytes);

        assertThat(file).hasSize(quality == 0 ? 17 : 7 + quality);
        assertThat(search.encodes()).isLessThanOrEqualTo(8);
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "WEBP"})
    void aFileFitsIntoTheBytesThatAreAskedFor(ImageFormat format) throws Exception {
        int full = encode(format, Quality.of(90)).length;

        byte[] small = encode(format, new Quality(90, full / 2, AutoQuality.NONE));

        assertThat(small.length).isLessThanOrEqualTo(full / 2).isGreaterThan(full / 4);
        assertThat(encode(format, new Quality(90, full, AutoQuality.NONE))).hasSize(full);
        assertThat(encode(format, new Quality(90, 1, AutoQuality.NONE))).hasSize(encode(format, Quality.of(10)).length);
    }

    @Test
    void pngIgnoresTheBytesThatAreAskedFor() throws Exception {
        assertThat(encode(ImageFormat.PNG, new Quality(90, 1, AutoQuality.NONE)).length)
                .isGreaterThan(1000);
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "WEBP"})
    void theSmallestQualityUnderTheDissimilarityIsTaken(ImageFormat format) throws Exception {
        byte[] strict = encode(format, new Quality(80, 0, dssim(0.004)));
        byte[] loose = encode(format, new Quality(80, 0, dssim(0.03)));

        assertThat(dissimilarity(strict)).isLessThanOrEqualTo(0.004);
        assertThat(dissimilarity(loose)).isBetween(0.004, 0.03);
        assertThat(loose.length).isLessThan(strict.length);
    }

    @Test
    void aTargetOutOfReachEndsAtTheHighestQuality() throws Exception {
        AutoQuality auto = new AutoQuality(AutoQuality.Method.DSSIM, 0, 20, 60, 0);

        assertThat(encode(ImageFormat.JPEG, new Quality(80, 0, auto)))
                .hasSize(encode(ImageFormat.JPEG, Quality.of(60)).length);
    }

    @Test
    void sizeAsATargetStaysWithinItsQualities() throws Exception {
        AutoQuality auto = new AutoQuality(AutoQuality.Method.SIZE, 1, 40, 60, 0);

        assertThat(encode(ImageFormat.JPEG, new Quality(80, 0, auto)))
                .hasSize(encode(ImageFormat.JPEG, Quality.of(40)).length);
    }

    @Test
    void equalImagesAreNotDissimilarAndNegativesAre() {
        BufferedImage image = TestImages.waves(33, 21);
        Pixels waves = TestImages.pixels(image);
        int[] negative = waves.argb().clone();
        for (int index = 0; index < negative.length; index++) {
            negative[index] ^= 0xFFFFFF;
        }

        assertThat(Dssim.between(waves, waves)).isCloseTo(0, within(1e-9));
        assertThat(Dssim.between(waves, new Pixels(33, 21, negative, false))).isGreaterThan(0.4);
        assertThat(Dssim.between(new Pixels(1, 1, new int[1], false), new Pixels(1, 1, new int[1], false)))
                .isZero();
    }

    private static AutoQuality dssim(double target) {
        return new AutoQuality(AutoQuality.Method.DSSIM, target, 5, 100, 0);
    }

    private static double dissimilarity(byte[] file) {
        return Dssim.between(WAVES.first(), TestImages.pixels(TestImages.read(file)));
    }

    private static byte[] encode(ImageFormat format, Quality quality) throws ProcessingException, InterruptedException {
        return QualitySearch.encode(WAVES, format, quality, Output.PLAIN, deadline());
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(1));
    }
}
