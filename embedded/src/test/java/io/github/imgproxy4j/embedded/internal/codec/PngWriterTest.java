package io.github.imgproxy4j.embedded.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.TestImages;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.options.Output;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.awt.Color;
import java.awt.image.BufferedImage;
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
    void grayPicturesHaveOneChannel() throws Exception {
        Pixels gray = TestImages.pixels(TestImages.filled(9, 9, new Color(77, 77, 77)))
                .withAlphaChecked();

        BufferedImage back = TestImages.read(PngWriter.write(gray, Output.PLAIN, Deadline.never()));

        assertThat(back.getRaster().getNumBands()).isEqualTo(1);
        assertThat(back.getRaster().getSample(4, 4, 0)).isEqualTo(77);
    }

    @Test
    void smoothPicturesBecomeMuchSmallerThanTheirPixels() throws Exception {
        assertThat(PngWriter.write(TestImages.pixels(TestImages.waves(300, 200)), Output.PLAIN, Deadline.never())
                        .length)
                .isLessThan(300 * 200 * 3 / 3);
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
