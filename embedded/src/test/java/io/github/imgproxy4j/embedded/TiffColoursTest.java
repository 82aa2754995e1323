package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.internal.codec.Codecs;
import io.github.imgproxy4j.embedded.internal.format.CmykProfile;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.options.PathRules;
import io.github.imgproxy4j.embedded.internal.options.Presets;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import java.awt.Color;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TIFF files of inks, of CIE L*a*b*, and with alpha in their colours. */
class TiffColoursTest {
    private static final int SIDE = 16;
    private static final int RGB = 2;
    private static final int INKS = 5;
    private static final int LAB = 8;

    /** The inks of imgproxy's assumed profile, in a JPEG file and in TIFF files of three kinds. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0, 0", "255, 0, 0, 0", "0, 255, 0, 0", "0, 0, 255, 0", "0, 0, 0, 255", "10, 200, 30, 40"})
    void inksWithoutProfileLookAsInAJpegFile(int cyan, int magenta, int yellow, int black) throws Exception {
        Color expected = shown(TestImages.cmykJpeg(SIDE, SIDE, cyan, magenta, yellow, black));
        int[] inks = {cyan, magenta, yellow, black};

        assertNear(shown(new TiffFile(SIDE, SIDE, INKS, 4, 8, 1).with(flat(8, inks))), expected);
        assertNear(shown(new TiffFile(SIDE, SIDE, INKS, 4, 16, 1).with(flat(16, inks))), expected);
        assertNear(shown(new TiffFile(SIDE, SIDE, INKS, 4, 8, 7).with(plainJpeg(inks))), expected);
    }

    @Test
    void inksWithAProfileAreConvertedByIt() throws Exception {
        // Two steps for each of four inks: whatever they are, they look blue.
        byte[] rgb = new byte[3 * 16];
        for (int index = 2; index < rgb.length; index += 3) {
            rgb[index] = (byte) 255;
        }
        byte[] blue = CmykProfile.icc(2, rgb);
        int[] inks = {10, 200, 30, 40};

        assertNear(shown(new TiffFile(SIDE, SIDE, INKS, 4, 8, 1).profile(blue).with(flat(8, inks))), Color.BLUE);
        assertNear(shown(new TiffFile(SIDE, SIDE, INKS, 4, 8, 7).profile(blue).with(plainJpeg(inks))), Color.BLUE);
    }

    @Test
    void aProfileThatIsNoneOfInksIsPassedOver() throws Exception {
        int[] inks = {10, 200, 30, 40};
        Color expected = shown(new TiffFile(SIDE, SIDE, INKS, 4, 8, 1).with(flat(8, inks)));

        for (byte[] profile : new byte[][] {TestImages.displayP3(), new byte[300], new byte[5]}) {
            assertNear(
                    shown(new TiffFile(SIDE, SIDE, INKS, 4, 8, 1)
                            .profile(profile)
                            .with(flat(8, inks))),
                    expected);
        }
    }

    @Test
    void inksCanBeTransparent() throws Exception {
        byte[] tiff = new TiffFile(SIDE, SIDE, INKS, 5, 8, 1).extra(2).with(flat(8, 0, 0, 0, 0, 128));

        assertThat(shown(tiff)).isEqualTo(new Color(255, 255, 255, 128));
    }

    /** From the formulas of CIE 15 with the white of D50. */
    @ParameterizedTest
    @CsvSource({
        "100, 0, 0, 255, 255, 255",
        "0, 0, 0, 0, 0, 0",
        "54.29, 80.81, 69.89, 255, 0, 0",
        "87.82, -79.29, 80.99, 0, 255, 0",
        "29.57, 68.30, -112.03, 0, 0, 255",
        "53.39, 0, 0, 127, 127, 127"
    })
    void labIsConverted(double lightness, double redness, double yellowness, int red, int green, int blue)
            throws Exception {
        Color expected = new Color(red, green, blue);
        int[] bytes = {(int) Math.round(lightness * 2.55), rounded(redness), rounded(yellowness)};
        byte[] eight = new TiffFile(SIDE, SIDE, LAB, 3, 8, 1).with(flat(8, bytes));
        byte[] words = flatWords((int) Math.round(lightness * 655.35), (int) Math.round(redness * 256), (int)
                Math.round(yellowness * 256));
        byte[] sixteen = new TiffFile(SIDE, SIDE, LAB, 3, 16, 1).with(words);

        // Steps of one are coarse where the colour is strong.
        assertNear(shown(eight), expected, 12);
        assertNear(shown(sixteen), expected);
    }

    @ParameterizedTest
    @CsvSource({"8", "16"})
    void alphaIsTakenOutOfTheColours(int bits) throws Exception {
        byte[] associated = new TiffFile(SIDE, SIDE, RGB, 4, bits, 1).extra(1).with(flat(bits, 100, 50, 0, 128));
        byte[] separate = new TiffFile(SIDE, SIDE, RGB, 4, bits, 1).extra(2).with(flat(bits, 100, 50, 0, 128));
        byte[] clear = new TiffFile(SIDE, SIDE, RGB, 4, bits, 1).extra(1).with(flat(bits, 0, 0, 0, 0));

        assertThat(shown(associated)).isEqualTo(new Color(199, 100, 0, 128));
        assertThat(shown(separate)).isEqualTo(new Color(100, 50, 0, 128));
        assertThat(shown(clear).getAlpha()).isZero();
    }

    private static int rounded(double signed) {
        return (int) Math.round(signed) & 0xFF;
    }

    /** Samples from 0 to 255, in words the same share of the range. */
    static byte[] flat(int bits, int... pixel) {
        if (bits == 8) {
            ByteBuffer strip = ByteBuffer.allocate(SIDE * SIDE * pixel.length);
            while (strip.hasRemaining()) {
                for (int sample : pixel) {
                    strip.put((byte) sample);
                }
            }
            return strip.array();
        }
        int[] words = new int[pixel.length];
        for (int index = 0; index < words.length; index++) {
            words[index] = pixel[index] * 257;
        }
        return flatWords(words);
    }

    static byte[] flatWords(int... pixel) {
        ByteBuffer strip = ByteBuffer.allocate(2 * SIDE * SIDE * pixel.length);
        while (strip.hasRemaining()) {
            for (int sample : pixel) {
                strip.putShort((short) sample);
            }
        }
        return strip.array();
    }

    /** Without Adobe's convention, as in TIFF files: nothing is stored the other way round. */
    static byte[] plainJpeg(int[] inks) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, SIDE, SIDE, 4, null);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                raster.setPixel(x, y, inks);
            }
        }
        ImageWriter writer = Codecs.jdkWriter(ImageFormat.JPEG);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(new IIOImage(raster, null, null));
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static void assertNear(Color actual, Color expected) {
        assertNear(actual, expected, 4);
    }

    private static void assertNear(Color actual, Color expected, int most) {
        int[] differences = {
            actual.getRed() - expected.getRed(),
            actual.getGreen() - expected.getGreen(),
            actual.getBlue() - expected.getBlue()
        };
        for (int difference : differences) {
            assertThat(Math.abs(difference)).as("%s and %s", actual, expected).isLessThanOrEqualTo(most);
        }
    }

    private static Color shown(byte[] source) throws Exception {
        Processor processor = new Processor(
                (url, maxBytes, deadline) -> new SourceBytes(source),
                PathRules.strict(Presets.NONE, Clock.systemUTC()),
                Limits.of(1_000_000, 20, 1 << 24, Duration.ofMinutes(1)),
                new MemoryBudget(1 << 28),
                null,
                null);
        ProcessorResponse answer = processor.process("/plain/x@png");
        assertThat(answer.status()).isEqualTo(200);
        return TestImages.colour(TestImages.read(answer.body()), SIDE / 2, SIDE / 2);
    }
}
