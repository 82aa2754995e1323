package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.internal.codec.Decoder;
import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a progressive file the last pass counts, and whatever came before it where that does not come. */
class ProgressiveJpegTest {
    private final byte[] progressive = TestImages.jpeg(TestImages.waves(200, 120), true);

    @Test
    void theLastPassIsShown() throws Exception {
        Pixels pixels = decoded(progressive);

        assertThat(pixels.argb())
                .isEqualTo(TestImages.pixels(TestImages.read(progressive)).argb());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.5, 0.8, 0.95})
    void aCutFileIsShownAsFarAsItGoes(double part) throws Exception {
        Pixels pixels = decoded(Arrays.copyOf(progressive, (int) (progressive.length * part)));

        assertThat(TestImages.psnr(TestImages.waves(200, 120), image(pixels))).isGreaterThan(10);
    }

    @Test
    void scansThatNoDecoderFindsHideNothing() throws Exception {
        byte[] more = TestImages.concat(progressive, new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 2, 1, 2, 3});
        byte[] withoutEnd = Arrays.copyOf(progressive, progressive.length - 2);
        byte[] empty = TestImages.concat(withoutEnd, new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 3, 0, 1, 2, 3});

        for (byte[] file : new byte[][] {more, withoutEnd, empty}) {
            assertThat(TestImages.psnr(TestImages.waves(200, 120), image(decoded(file))))
                    .isGreaterThan(25);
        }
    }

    private static Pixels decoded(byte[] file) throws Exception {
        ImageHeader header = HeaderReader.read(file);
        return new Decoder(file, header, Deadline.never()).shrunk(Area.of(200, 120), 1, 1);
    }

    private static BufferedImage image(Pixels pixels) {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, pixels.width(), pixels.height(), pixels.argb(), 0, pixels.width());
        return image;
    }
}
