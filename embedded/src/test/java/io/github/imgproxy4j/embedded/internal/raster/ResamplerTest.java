package io.github.imgproxy4j.embedded.internal.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.imgproxy4j.embedded.TestImages;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {

    @ParameterizedTest
    @CsvSource({"1,1,1,1", "1,1,5,7", "7,5,1,1", "1,100,1,3", "3,3,2,2", "101,57,50,57", "50,50,51,49", "640,2,3,9"})
    void flatColourStaysFlat(int width, int height, int resizedWidth, int resizedHeight) throws Exception {
        Pixels flat = TestImages.pixels(TestImages.filled(width, height, new Color(200, 31, 7)));

        Pixels resized = resize(flat, resizedWidth, resizedHeight);

        assertThat(resized.argb()).hasSize(resizedWidth * resizedHeight).containsOnly(0xFFC81F07);
    }

    @Test
    void sameSizeIsUntouched() throws Exception {
        Pixels noise = TestImages.pixels(TestImages.noise(17, 9, 1));

        assertThat(resize(noise, 17, 9).argb()).containsExactly(noise.argb());
    }

    @Test
    void oneSideKeptLeavesItsLinesApart() throws Exception {
        Pixels stripes = stripes(20, 4);

        Pixels narrowed = resize(stripes, 7, 4);

        assertThat(Arrays.stream(narrowed.argb()).limit(7)).containsOnly(0xFFFFFFFF);
        assertThat(Arrays.stream(narrowed.argb()).skip(7).limit(7)).containsOnly(0xFF000000);
    }

    @Test
    void patternsFinerThanTheResultBecomeGrayInsteadOfAliasing() throws Exception {
        Pixels resized = resize(stripes(200, 200), 67, 67);

        // Away from the edges, where a stripe is cut, nothing of the stripes may be left.
        for (int y = 5; y < 62; y++) {
            assertThat(resized.argb()[y * 67 + 30] & 0xFF).isCloseTo(128, within(6));
        }
    }

    @ParameterizedTest
    @CsvSource({"97,61,40,25", "97,61,31,61", "40,30,97,61"})
    void agreesWithTheDefinitionOfTheKernel(int width, int height, int resizedWidth, int resizedHeight)
            throws Exception {
        BufferedImage image = TestImages.noise(width, height, 42);

        Pixels resized = resize(TestImages.pixels(image), resizedWidth, resizedHeight);

        for (int y = 0; y < resizedHeight; y += 3) {
            for (int x = 0; x < resizedWidth; x += 3) {
                int expected = reference(image, resizedWidth, resizedHeight, x, y);
                assertThat(resized.argb()[y * resizedWidth + x] >> 8 & 0xFF).isCloseTo(expected, within(1));
            }
        }
    }

    @Test
    void aWindowIsAPartOfTheWhole() throws Exception {
        Pixels noise = TestImages.pixels(TestImages.noise(90, 70, 3));
        Area window = new Area(5, 3, 20, 11);

        Pixels part = Resampler.resize(noise, 90, 70, 40, 30, window, deadline());

        assertThat(part.argb())
                .containsExactly(resize(noise, 40, 30).cut(window).argb());
    }

    @Test
    void colourOfTransparentPixelsDoesNotBleed() throws Exception {
        BufferedImage image = TestImages.filled(40, 40, new Color(255, 0, 0, 255));
        for (int y = 0; y < 40; y++) {
            for (int x = 20; x < 40; x++) {
                image.setRGB(x, y, 0x0000FF00);
            }
        }

        Pixels resized = resize(TestImages.pixels(image), 13, 13);

        for (int pixel : resized.argb()) {
            if (pixel >>> 24 > 0) {
                assertThat(new Color(pixel)).isEqualTo(Color.RED);
            }
        }
    }

    @Test
    void overTheTimeItGivesUp() {
        Pixels noise = TestImages.pixels(TestImages.noise(90, 70, 3));

        assertThat(catchThrowableOfType(
                                ProcessingException.class,
                                () -> Resampler.resize(
                                        noise, 90, 70, 40, 30, Area.of(40, 30), Deadline.in(Duration.ZERO)))
                        .status())
                .isEqualTo(503);
    }

    private static Pixels resize(Pixels pixels, int width, int height) throws Exception {
        return Resampler.resize(
                pixels, pixels.width(), pixels.height(), width, height, Area.of(width, height), deadline());
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(1));
    }

    /** White and black lines in turn, each one pixel high. */
    private static Pixels stripes(int width, int height) {
        int[] argb = new int[width * height];
        for (int index = 0; index < argb.length; index++) {
            argb[index] = index / width % 2 == 0 ? 0xFFFFFFFF : 0xFF000000;
        }
        return new Pixels(width, height, argb, false);
    }

    /** The green value by the plain definition: every source pixel weighted in two dimensions. */
    private static int reference(BufferedImage image, int width, int height, int x, int y) {
        double shrinkAcross = (double) image.getWidth() / width;
        double shrinkDown = (double) image.getHeight() / height;
        double sum = 0;
        double weights = 0;
        double centerX = (x + 0.5) * shrinkAcross - 0.5;
        double centerY = (y + 0.5) * shrinkDown - 0.5;
        for (int sourceY = (int) centerY - 30; sourceY <= centerY + 30; sourceY++) {
            for (int sourceX = (int) centerX - 30; sourceX <= centerX + 30; sourceX++) {
                double weight = kernel(sourceX - centerX, shrinkAcross) * kernel(sourceY - centerY, shrinkDown);
                int insideX = Math.max(0, Math.min(image.getWidth() - 1, sourceX));
                int insideY = Math.max(0, Math.min(image.getHeight() - 1, sourceY));
                sum += weight * (image.getRGB(insideX, insideY) >> 8 & 0xFF);
                weights += weight;
            }
        }
        return (int) Math.round(Math.max(0, Math.min(255, sum / weights)));
    }

    private static double kernel(double distance, double shrink) {
        double x = Math.abs(distance / Math.max(1, shrink));
        if (shrink > 1) {
            return x >= 3 ? 0 : sinc(x) * sinc(x / 3);
        }
        if (x < 1) {
            return 1.5 * x * x * x - 2.5 * x * x + 1;
        }
        return x < 2 ? -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2 : 0;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
