package io.github.imgproxy4j.embedded.internal.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.imgproxy4j.embedded.TestImages;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiltersTest {
    private static final int BLACK = 0xFF000000;
    private static final int WHITE = 0xFFFFFFFF;

    @Test
    void nothingAskedForIsNothingDone() throws Exception {
        Pixels edge = edge(20, 10);

        assertThat(applied(Filters.NONE, edge)).isSameAs(edge);
        assertThat(applied(new Filters(0.1, 0, 1), edge)).isSameAs(edge);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 3, 10, 40, 5000})
    void blurSpreadsAnEdgeAndKeepsTheMean(double sigma) throws Exception {
        Pixels edge = edge(400, 60);

        Pixels blurred = applied(new Filters(sigma, 0, 0), edge);

        assertThat(mean(blurred)).isCloseTo(mean(edge), within(1.5));
        assertThat(gray(blurred, 199)).isGreaterThan(60);
        assertThat(gray(blurred, 200)).isLessThan(195);
        int[] row = new int[400];
        Arrays.setAll(row, x -> gray(blurred, x));
        assertThat(row).isSorted();
    }

    @Test
    void blurHasTheWidthOfItsDeviation() throws Exception {
        Pixels blurred = applied(new Filters(4, 0, 0), edge(400, 30));

        // A Gaussian that is cut below a fifth of its height reaches 1.79 deviations.
        assertThat(gray(blurred, 192)).isZero();
        assertThat(gray(blurred, 194)).isPositive();
        assertThat(gray(blurred, 207)).isEqualTo(255);
    }

    @Test
    void colourOfTransparentPixelsDoesNotBleed() throws Exception {
        int[] argb = new int[100];
        Arrays.fill(argb, 0, 50, 0xFFFF0000);
        Arrays.fill(argb, 50, 100, 0x0000FF00);

        Pixels blurred = applied(new Filters(2, 0, 0), new Pixels(1, 100, argb, true));

        assertThat(blurred.argb()[50] >>> 24).isBetween(100, 155);
        assertThat(blurred.argb()[50] >> 8 & 0xFF).isZero();
    }

    @Test
    void sharpenSteepensEdgesAndLeavesFlatPartsAlone() throws Exception {
        Pixels soft = applied(new Filters(3, 0, 0), edge(100, 30));

        Pixels sharp = applied(new Filters(0, 2, 0), soft);

        assertThat(gray(sharp, 53) - gray(sharp, 46)).isGreaterThan(gray(soft, 53) - gray(soft, 46) + 15);
        assertThat(gray(sharp, 10)).isEqualTo(gray(soft, 10));
        assertThat(gray(sharp, 90)).isEqualTo(gray(soft, 90));
    }

    @Test
    void sharpenKeepsHueAndAlpha() throws Exception {
        int[] argb = new int[100];
        Arrays.fill(argb, 0, 50, 0x80402010);
        Arrays.fill(argb, 50, 100, 0x80804020);

        Pixels sharp = applied(new Filters(0, 1, 0), new Pixels(100, 1, argb, true));

        for (int pixel : sharp.argb()) {
            assertThat(pixel >>> 24).isEqualTo(0x80);
            assertThat(pixel >> 16 & 0xFF).isGreaterThan(pixel >> 8 & 0xFF);
            assertThat(pixel >> 8 & 0xFF).isGreaterThanOrEqualTo(pixel & 0xFF);
        }
        assertThat(sharp.argb()[50]).isNotEqualTo(argb[50]);
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "7, 7", "1000, 40"})
    void pixelateMakesBlocksOfOneColour(int pixelate, int side) throws Exception {
        Pixels waves = TestImages.pixels(TestImages.waves(40, 30));

        Pixels blocks = applied(new Filters(0, 0, pixelate), waves);

        for (int y = 0; y < 30; y++) {
            for (int x = 0; x < 40; x++) {
                assertThat(blocks.argb()[y * 40 + x]).isEqualTo(blocks.argb()[y / side * side * 40 + x / side * side]);
            }
        }
        assertThat(mean(blocks)).isCloseTo(mean(waves), within(1.0));
    }

    private static Pixels applied(Filters filters, Pixels pixels) throws ProcessingException, InterruptedException {
        return filters.applied(pixels, Deadline.in(Duration.ofMinutes(1)));
    }

    /** Black on the left, white on the right. */
    private static Pixels edge(int width, int height) {
        int[] argb = new int[width * height];
        Arrays.setAll(argb, index -> index % width < width / 2 ? BLACK : WHITE);
        return new Pixels(width, height, argb, false);
    }

    private static int gray(Pixels pixels, int x) {
        return pixels.argb()[pixels.height() / 2 * pixels.width() + x] & 0xFF;
    }

    private static double mean(Pixels pixels) {
        return Arrays.stream(pixels.argb()).map(pixel -> pixel & 0xFF).average().orElseThrow();
    }
}
