package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.imgproxy4j.embedded.TestFiles.Icon;
import io.github.imgproxy4j.embedded.internal.codec.Decoder;
import io.github.imgproxy4j.embedded.internal.format.ByteReader;
import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.format.TiffJpeg;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TIFF and ICO sources, animated PNG, lossless WebP. */
class RarerSourcesTest {

    @ParameterizedTest
    @CsvSource({"1", "4", "8", "24", "32"})
    void pixelsOfAnIconAreRead(int bits) throws Exception {
        byte[] file = TestFiles.ico(new Icon(16, 16, TestFiles.bitmap(16, 16, bits, 200, 20, 10, 128)));

        ImageHeader header = HeaderReader.read(file);

        assertThat(header.format()).isEqualTo(ImageFormat.ICO);
        assertThat(header.alpha()).isEqualTo(bits == 32);
        Pixels pixels = decoded(file);
        assertThat(Integer.toHexString(pixels.argb()[17])).isEqualTo(bits == 32 ? "80c8140a" : "ffc8140a");
    }

    @Test
    void ofAnIconTheLargestImageIsTaken() throws Exception {
        byte[] large = TestImages.png(TestImages.filled(48, 40, Color.GREEN));
        byte[] file = TestFiles.ico(
                new Icon(16, 16, TestFiles.bitmap(16, 16, 24, 255, 0, 0)),
                new Icon(48, 40, large),
                new Icon(32, 32, TestFiles.bitmap(32, 32, 24, 255, 0, 0)));

        Pixels pixels = decoded(file);

        assertThat(Area.of(pixels.width(), pixels.height())).isEqualTo(Area.of(48, 40));
        assertThat(pixels.argb()[100]).isEqualTo(Color.GREEN.getRGB());
    }

    @Test
    void aZeroInAnIconMeans256() throws Exception {
        ImageHeader header =
                HeaderReader.read(TestFiles.ico(new Icon(256, 256, TestFiles.bitmap(256, 256, 24, 1, 2, 3))));

        assertThat(header.width()).isEqualTo(256);
        assertThat(header.height()).isEqualTo(256);
    }

    @Test
    void anIconOfAnotherSizeThanItClaimsIsRefused() {
        assertBroken(TestFiles.ico(new Icon(16, 16, TestImages.png(TestImages.waves(900, 900)))));
        assertBroken(TestFiles.ico());
        assertBroken(TestFiles.ico(new Icon(16, 16, new byte[10])));
    }

    @ParameterizedTest
    @CsvSource({
        "1, ''",
        "2, ''",
        "5, ''",
        "6, ''",
        "10, ''",
        "11, ''",
        "12, ''",
        "13, ''",
        "1, LZW",
        "1, Deflate",
        "1, ZLib",
        "1, PackBits",
        "1, JPEG",
        "10, LZW",
        "10, JPEG",
        "12, CCITT T.6",
    })
    void everyKindOfTiffKeepsItsTones(int type, String compression) throws Exception {
        BufferedImage image = new BufferedImage(40, 30, type);
        for (int y = 0; y < 30; y++) {
            for (int x = 0; x < 40; x++) {
                image.setRGB(x, y, x < 20 ? 0xFF000000 : 0xFFFFFFFF);
            }
        }
        byte[] file = TestFiles.tiff(image, compression);

        ImageHeader header = HeaderReader.read(file);
        Pixels pixels = decoded(file);

        assertThat(header.format()).isEqualTo(ImageFormat.TIFF);
        assertThat(Area.of(header.width(), header.height())).isEqualTo(Area.of(40, 30));
        assertThat(header.alpha()).isEqualTo(image.getColorModel().hasAlpha());
        assertThat(pixels.argb()[41] >> 8 & 0xFF).isLessThan(6);
        assertThat(pixels.argb()[75] >> 8 & 0xFF).isGreaterThan(249);
    }

    @Test
    void transparencyAndOrientationOfATiffCount() throws Exception {
        byte[] file = TestFiles.tiff(TestImages.filled(20, 10, new Color(10, 200, 30, 128)), "");

        assertThat(HeaderReader.read(file).alpha()).isTrue();
        assertThat(decoded(file).argb()[5]).isEqualTo(0x800AC81E);
        ImageHeader turned =
                HeaderReader.read(TestFiles.tiffFields(0x0100, 3, 1, 20, 0x0101, 3, 1, 10, 0x0112, 3, 1, 6));
        assertThat(turned.uprightWidth()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x0115 3 1 60000",
                "0x0102 3 1 64",
                "0x0153 3 1 3",
                "0x0142 4 1 100000",
                "0x0117 4 1 2000000000",
                "0x0145 4 1 2000000000",
                "0x8773 7 2000000000 8",
                "0x0117 4 2000000000 8",
                "0x0115 2 1 3",
            })
    void aTiffThatWouldTakeMoreThanItJustifiesIsRefused(String field) {
        String[] parts = field.split(" ", -1);
        assertBroken(TestFiles.tiffFields(
                0x0100,
                3,
                1,
                20,
                0x0101,
                3,
                1,
                10,
                Integer.decode(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3])));
    }

    @Test
    void aTileOfATiffMayNotBeMuchLargerThanTheImage() {
        assertBroken(
                TestFiles.tiffFields(0x0100, 3, 1, 20, 0x0101, 3, 1, 10, 0x0142, 4, 1, 16_000, 0x0143, 4, 1, 16_000));
    }

    @Test
    void aJpegPartOfATiffMayNotBeLargerThanItsPlace() {
        byte[] jpeg = TestImages.jpeg(TestImages.waves(80, 60));
        TiffJpeg tiff = new TiffJpeg(
                Area.of(40, 30), Area.of(40, 30), 6, ByteReader.of(new byte[0]), List.of(ByteReader.of(jpeg)));

        assertThatIOException()
                .isThrownBy(() -> tiff.pixels(file -> {
                    throw new AssertionError("nothing is decoded");
                }))
                .withMessageContaining("larger than its place");
    }

    @Test
    void anAnimatedPngIsReadAsAStill() throws Exception {
        byte[] file = TestFiles.apng(TestImages.filled(20, 10, Color.BLUE), TestImages.filled(20, 10, Color.YELLOW));

        assertThat(HeaderReader.read(file).animation().frames()).isEmpty();
        assertThat(decoded(file).argb()).containsOnly(Color.BLUE.getRGB());
    }

    @Test
    void aLosslessWebpIsReadPixelForPixel() throws Exception {
        BufferedImage image = TestImages.filled(31, 17, new Color(9, 99, 199, 77));
        image.setRGB(3, 2, 0xFF010203);

        byte[] file = TestFiles.losslessWebp(image);

        assertThat(new String(file, 12, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("VP8L");
        assertThat(HeaderReader.read(file).alpha()).isTrue();
        assertThat(decoded(file).argb()).isEqualTo(TestImages.pixels(image).argb());
    }

    private static Pixels decoded(byte[] file) throws Exception {
        ImageHeader header = HeaderReader.read(file);
        return new Decoder(file, header, Deadline.in(Duration.ofMinutes(1)))
                .shrunk(Area.of(header.width(), header.height()), 1, 1);
    }

    private static void assertBroken(byte[] file) {
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> HeaderReader.read(file))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(422));
    }
}
