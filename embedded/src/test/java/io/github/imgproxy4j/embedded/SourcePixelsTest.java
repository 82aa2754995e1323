package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.imgproxy4j.embedded.internal.codec.Encoder;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pixels of a source in the result, whatever its format, colour space and transparency. */
class SourcePixelsTest extends ProcessorFixture {
    @Test
    void scaledJpegIsCloseToAGoodReference() throws Exception {
        BufferedImage image = TestImages.waves(1200, 900);
        store("photo.jpg", TestImages.jpeg(image));

        BufferedImage result = read("/w:100/plain/local:///photo.jpg@png");

        assertThat(TestImages.psnr(result, areaAverage(image, 12))).isGreaterThan(40);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unscaledJpegKeepsEveryPixel(boolean progressive) throws Exception {
        byte[] source = TestImages.jpeg(TestImages.waves(101, 67), progressive);
        store("photo.jpg", source);

        BufferedImage result = read("/plain/local:///photo.jpg@png");

        assertThat(TestImages.psnr(result, TestImages.read(source))).isInfinite();
    }

    @Test
    void progressiveJpegIsScaledFromItsLastScan() throws Exception {
        BufferedImage image = TestImages.waves(400, 300);
        store("steps.jpg", TestImages.jpeg(image, true));
        store("plain.jpg", TestImages.jpeg(image, false));

        BufferedImage steps = read("/w:40/plain/local:///steps.jpg@png");
        BufferedImage plain = read("/w:40/plain/local:///plain.jpg@png");

        assertThat(TestImages.psnr(steps, plain)).isGreaterThan(50);
    }

    @Test
    void webpSourceIsReadAsItWasWritten() throws Exception {
        Pixels waves = TestImages.pixels(TestImages.waves(200, 150));
        store("photo.webp", Encoder.encode(waves, ImageFormat.WEBP, 95));

        BufferedImage result = read("/plain/local:///photo.webp@png");

        assertThat(TestImages.psnr(result, TestImages.waves(200, 150))).isGreaterThan(36);
    }

    @Test
    void ofAnAnimatedWebpTheFirstFrameIsTaken() throws Exception {
        store("move.webp", TestImages.animatedWebp(64, 48, Color.RED, 8, 4, 16, 16));

        BufferedImage result = read("/plain/local:///move.webp@png");

        assertThat(result.getWidth()).isEqualTo(64);
        assertThat(TestImages.colour(result, 2, 2).getAlpha()).isZero();
        assertClose(TestImages.colour(result, 16, 12), Color.RED, 3);
    }

    @Test
    void wideGamutIsConvertedToSrgb() throws Exception {
        BufferedImage image = TestImages.filled(64, 64, new Color(200, 100, 50));
        store("plain.png", TestImages.png(image));
        store("wide.png", TestImages.pngWithProfile(TestImages.png(image), TestImages.displayP3()));
        BufferedImage opaque = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        opaque.createGraphics().drawImage(image, 0, 0, null);
        store("wide.jpg", TestImages.withProfile(TestImages.jpeg(opaque), TestImages.displayP3()));

        assertThat(center("plain.png")).isEqualTo(new Color(200, 100, 50));
        // Display P3 (200, 100, 50) by the published matrices is sRGB (214, 94, 31).
        assertClose(center("wide.png"), new Color(214, 94, 31), 3);
        assertClose(center("wide.jpg"), new Color(214, 94, 31), 5);
    }

    @Test
    void grayOfAProfileIsConvertedToTheGrayOfSrgb() throws Exception {
        BufferedImage gray = new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_GRAY);
        for (int index = 0; index < 400; index++) {
            gray.getRaster().setSample(index % 20, index / 20, 0, 55);
        }
        byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
        store("linear.png", TestImages.pngWithProfile(TestImages.png(gray), linear));

        Color colour = TestImages.colour(read("/plain/local:///linear.png"), 5, 5);

        // 55 of 255 in linear light is 128 of 255 in sRGB.
        assertClose(colour, new Color(128, 128, 128), 2);
    }

    @Test
    void brokenProfileIsIgnored() throws Exception {
        BufferedImage image = TestImages.filled(8, 8, new Color(200, 100, 50));
        byte[] nonsense = new byte[500];
        System.arraycopy("RGB ".getBytes(StandardCharsets.US_ASCII), 0, nonsense, 16, 4);
        store("odd.png", TestImages.pngWithProfile(TestImages.png(image), nonsense));

        assertThat(center("odd.png")).isEqualTo(new Color(200, 100, 50));
    }

    @Test
    void transparencyIsFlattenedOnWhiteOrTheBackground() throws Exception {
        store("glass.png", TestImages.png(TestImages.filled(20, 20, new Color(255, 0, 0, 51))));

        assertClose(center("glass.png@jpg"), new Color(255, 204, 204), 3);
        assertThat(TestImages.colour(read("/bg:0000ff/plain/local:///glass.png"), 10, 10))
                .isEqualTo(new Color(51, 0, 204));
    }

    @Test
    void alphaSurvivesScaling() throws Exception {
        store("glass.png", TestImages.png(TestImages.filled(200, 100, new Color(10, 200, 30, 77))));

        BufferedImage result = read("/w:30/plain/local:///glass.png");

        assertThat(TestImages.colour(result, 10, 10)).isEqualTo(new Color(10, 200, 30, 77));
    }

    @Test
    void opaquePngLosesItsAlphaChannel() throws Exception {
        store("solid.png", TestImages.png(TestImages.filled(20, 20, Color.ORANGE)));

        BufferedImage result = read("/plain/local:///solid.png");

        assertThat(result.getColorModel().hasAlpha()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_4BYTE_ABGR
            })
    void everyKindOfPngKeepsItsTones(int type) throws Exception {
        BufferedImage image = new BufferedImage(64, 32, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.BLACK);
        graphics.fillRect(0, 0, 32, 32);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(32, 0, 32, 32);
        graphics.dispose();
        if (type == BufferedImage.TYPE_BYTE_GRAY) {
            image.getRaster().setSample(40, 20, 0, 100);
        }
        store("tones.png", TestImages.png(image));

        BufferedImage result = read("/bg:fff/plain/local:///tones.png@png");

        assertThat(TestImages.colour(result, 10, 10)).isEqualTo(Color.BLACK);
        assertThat(TestImages.colour(result, 50, 10)).isEqualTo(Color.WHITE);
        if (type == BufferedImage.TYPE_BYTE_GRAY) {
            assertThat(TestImages.colour(result, 40, 20)).isEqualTo(new Color(100, 100, 100));
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_USHORT_565_RGB})
    void bmpSourcesAreRead(int type) throws Exception {
        BufferedImage image = new BufferedImage(60, 40, type);
        image.createGraphics().drawImage(TestImages.quarters(60, 40), 0, 0, null);
        store("photo.bmp", TestImages.bmp(image));

        ProcessorResponse response = processor.process("/w:30/plain/local:///photo.bmp@png");
        BufferedImage result = TestImages.read(response.body());

        assertThat("" + colourName(result, 3, 3) + colourName(result, 26, 3) + colourName(result, 3, 16))
                .isEqualTo("RGW");
        assertThat(header(processor.process("/plain/local:///photo.bmp"), "Content-Type"))
                .isEqualTo("image/jpeg");
    }

    @Test
    void grayJpegKeepsItsTones() throws Exception {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
        for (int index = 0; index < 64 * 64; index++) {
            image.getRaster().setSample(index % 64, index / 64, 0, 100);
        }
        store("gray.jpg", TestImages.jpeg(image));

        assertClose(center("gray.jpg@png"), new Color(100, 100, 100), 1);
    }

    @Test
    void cmykJpegIsReadAsColour() throws Exception {
        store("print.jpg", TestImages.cmykJpeg(64, 64, 0, 255, 255, 0));

        Color color = center("print.jpg@png");

        assertThat(color.getRed()).isGreaterThan(220);
        assertThat(color.getGreen()).isLessThan(60);
        assertThat(color.getBlue()).isLessThan(60);
    }

    private Color center(String source) throws InterruptedException {
        BufferedImage image = read("/plain/local:///" + source);
        return TestImages.colour(image, image.getWidth() / 2, image.getHeight() / 2);
    }

    private static void assertClose(Color actual, Color expected, int tolerance) {
        assertThat(actual.getRed()).as("red of %s", actual).isCloseTo(expected.getRed(), within(tolerance));
        assertThat(actual.getGreen()).as("green of %s", actual).isCloseTo(expected.getGreen(), within(tolerance));
        assertThat(actual.getBlue()).as("blue of %s", actual).isCloseTo(expected.getBlue(), within(tolerance));
    }

    private static BufferedImage areaAverage(BufferedImage image, int factor) {
        BufferedImage small =
                new BufferedImage(image.getWidth() / factor, image.getHeight() / factor, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < small.getHeight(); y++) {
            for (int x = 0; x < small.getWidth(); x++) {
                int[] sums = new int[3];
                for (int index = 0; index < factor * factor; index++) {
                    int pixel = image.getRGB(x * factor + index % factor, y * factor + index / factor);
                    sums[0] += pixel >> 16 & 0xFF;
                    sums[1] += pixel >> 8 & 0xFF;
                    sums[2] += pixel & 0xFF;
                }
                int count = factor * factor;
                small.setRGB(x, y, new Color(sums[0] / count, sums[1] / count, sums[2] / count).getRGB());
            }
        }
        return small;
    }
}
