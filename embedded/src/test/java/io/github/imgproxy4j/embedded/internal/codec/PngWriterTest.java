package io.github.imgproxy4j.embedded.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.TestImages;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.options.Output;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngWriterTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 9", "9, 1", "31, 17", "200, 100"})
    void everyPixelComesBack(int width, int height) throws Exception {
        for (BufferedImage image : new BufferedImage[] {
            TestImages.noise(width, height, 5), TestImages.waves(width, height), translucent(width, height)
        }) {
            Pixels pixels = TestImages.pixels(image);

            BufferedImage back = TestImages.read(PngWriter.write(pixels, Output.PLAIN, Deadline.never()));

            assertThat(TestImages.pixels(back).argb()).containsExactly(pixels.argb());
            assertThat(back.getColorModel().hasAlpha()).isEqualTo(pixels.hasAlpha());
        }
    }

    @Test
    void grayImagesHaveOneChannel() throws Exception {
        Pixels gray = TestImages.pixels(TestImages.filled(9, 9, new Color(77, 77, 77)))
                .withAlphaChecked();

        BufferedImage back = TestImages.read(PngWriter.write(gray, Output.PLAIN, Deadline.never()));

        assertThat(back.getRaster().getNumBands()).isEqualTo(1);
        assertThat(back.getRaster().getSample(4, 4, 0)).isEqualTo(77);
    }

    @Test
    void smoothImagesBecomeMuchSmallerThanTheirPixels() throws Exception {
        assertThat(PngWriter.write(TestImages.pixels(TestImages.waves(300, 200)), Output.PLAIN, Deadline.never())
                        .length)
                .isLessThan(300 * 200 * 3 / 3);
    }

    @ParameterizedTest
    @CsvSource({"2, false", "16, false", "200, false", "100, true"})
    void fewColoursBecomeAPaletteAndStayExact(int colours, boolean transparency) throws Exception {
        int[] argb = new int[90 * 60];
        Arrays.setAll(
                argb,
                place -> (transparency && place % 7 == 0 ? 0x80 : 0xFF) << 24
                        | ((place * 0x9E3779B1) >>> 8) % colours * 0x010307);

        BufferedImage back =
                TestImages.read(PngWriter.write(new Pixels(90, 60, argb, true), Output.PLAIN, Deadline.never()));

        assertThat(back.getColorModel()).isInstanceOf(IndexColorModel.class);
        assertThat(back.getColorModel().hasAlpha()).isEqualTo(transparency);
        assertThat(back.getRGB(0, 0, 90, 60, null, 0, 90)).containsExactly(argb);
    }

    @Test
    void aSourceWithAPaletteIsReducedToAsManyColours() throws Exception {
        Pixels waves = TestImages.pixels(TestImages.waves(90, 60));

        BufferedImage sixteen = TestImages.read(PngWriter.write(waves, Output.PLAIN.from(2), Deadline.never()));
        BufferedImage many = TestImages.read(PngWriter.write(waves, Output.PLAIN.from(8), Deadline.never()));

        assertThat(((IndexColorModel) sixteen.getColorModel()).getMapSize()).isEqualTo(16);
        assertThat(((IndexColorModel) many.getColorModel()).getMapSize()).isBetween(100, 256);
    }

    private static BufferedImage translucent(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, (x * 5 & 0xFF) << 24 | (y * 7 & 0xFF) << 16 | (x & 0xFF));
            }
        }
        return image;
    }
}
