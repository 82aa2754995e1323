package io.github.imgproxy4j.embedded.internal.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelRowsTest {
    /** What the JDK stores packed is taken as it is, whatever the order of the colours. */
    @ParameterizedTest
    @CsvSource({
        BufferedImage.TYPE_INT_ARGB + ", 80402010",
        BufferedImage.TYPE_INT_ARGB_PRE + ", 80402010",
        BufferedImage.TYPE_INT_RGB + ", ff402010",
        BufferedImage.TYPE_INT_BGR + ", ff402010",
        BufferedImage.TYPE_3BYTE_BGR + ", ff402010",
        BufferedImage.TYPE_4BYTE_ABGR + ", 80402010"
    })
    void rowsAreReadAsPackedPixels(int type, String expected) {
        BufferedImage image = new BufferedImage(3, 2, type);
        image.setRGB(1, 1, 0x80402010);
        int[] row = new int[3];

        new PixelRows(image).read(1, row);

        assertThat(row[1]).isEqualTo(Integer.parseUnsignedInt(expected, 16));
        assertThat(row[0]).isEqualTo(image.getColorModel().hasAlpha() ? 0 : 0xFF000000);
    }
}
