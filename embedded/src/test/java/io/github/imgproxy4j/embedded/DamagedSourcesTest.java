package io.github.imgproxy4j.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.internal.codec.Encoder;
import io.github.imgproxy4j.embedded.internal.codec.PngWriter;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.options.Output;
import io.github.imgproxy4j.embedded.internal.options.PathRules;
import io.github.imgproxy4j.embedded.internal.options.Presets;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of real people that are not quite as they should be, and are shown by browsers and imgproxy all the same. */
class DamagedSourcesTest {
    private static final int WIDTH = 120;
    private static final int HEIGHT = 80;
    private static final BufferedImage WAVES = TestImages.waves(WIDTH, HEIGHT);

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "progressive jpg", "png", "gif", "bmp", "tiff", "packed tiff"})
    void whatIsThereOfAFileThatEndsEarlyIsShown(String kind) throws Exception {
        byte[] file = files().get(kind);
        BufferedImage whole = shown(file);
        // What a TIFF file says of its parts lies behind some of them.
        int percent = kind.endsWith("tiff") ? 95 : 70;
        BufferedImage cut = shown(Arrays.copyOf(file, file.length * percent / 100));

        assertThat(cut.getWidth()).isEqualTo(WIDTH);
        assertThat(cut.getHeight()).isEqualTo(HEIGHT);
        boolean fromBelow = kind.equals("bmp");
        int there = fromBelow ? HEIGHT - HEIGHT / 4 : 0;
        int expected = kind.equals("progressive jpg") ? 15 : 30;
        assertThat(TestImages.psnr(part(cut, there), part(whole, there))).isGreaterThan(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "progressive jpg", "png", "gif", "bmp", "tiff", "packed tiff"})
    void aFileOfWhichNoRowIsThereIsRefused(String kind) throws Exception {
        byte[] file = files().get(kind);
        int header = kind.endsWith("jpg")
                ? new String(file, ISO_8859_1).indexOf("\u00ff\u00da") + 14
                : kind.equals("png") ? new String(file, ISO_8859_1).indexOf("IDAT") + 6 : 60;

        assertThat(status(Arrays.copyOf(file, header))).isEqualTo(422);
    }

    @Test
    void aPartOfAnImageShrinksLikeAWholeOne() throws Exception {
        byte[] png = TestImages.png(TestImages.filledRgb(400, 400, Color.RED));
        BufferedImage shown = TestImages.read(
                answer(Arrays.copyOf(png, png.length * 7 / 10), "/w:20").body());

        assertThat(TestImages.colour(shown, 10, 0)).isEqualTo(Color.RED);
        assertThat(TestImages.colour(shown, 10, 19)).isEqualTo(Color.BLACK);
    }

    @Test
    void aPngFileNeedsNoEnd() throws Exception {
        byte[] png = TestImages.png(WAVES);
        byte[] indexed = PngWriter.write(
                TestImages.pixels(TestImages.filled(40, 30, new Color(9, 99, 199, 128))),
                Output.reduced(16),
                Deadline.never());

        assertThat(TestImages.psnr(shown(Arrays.copyOf(png, png.length - 12)), WAVES))
                .isInfinite();
        assertThat(status(Arrays.copyOf(indexed, indexed.length - 12))).isEqualTo(200);
        assertThat(status(Arrays.copyOf(indexed, indexed.length - 14))).isEqualTo(200);
    }

    @Test
    void aJpegProfileOfNoUseIsIgnored() throws Exception {
        byte[] jpeg = TestImages.jpeg(WAVES);
        byte[] inks = TestImages.cmykJpeg(16, 16, 10, 200, 30, 40);
        for (String content : new String[] {"ICC_PROFILE\0", "ICC_PROFILE\0\1\1", "ICC_PROFILE\0\1\1short", ""}) {
            byte[] segment = content.getBytes(ISO_8859_1);

            assertThat(TestImages.psnr(shown(TestImages.withSegment(jpeg, 0xE2, segment)), shown(jpeg)))
                    .isInfinite();
            assertThat(TestImages.psnr(shown(TestImages.withSegment(inks, 0xE2, segment)), shown(inks)))
                    .isInfinite();
        }
    }

    @Test
    void ofTwoExifBlocksTheFirstCounts() throws Exception {
        byte[] jpeg = TestImages.jpeg(WAVES);

        // Each is put in front of what is there.
        assertThat(shown(TestImages.oriented(TestImages.oriented(jpeg, 6), 1)).getWidth())
                .isEqualTo(WIDTH);
        assertThat(shown(TestImages.oriented(TestImages.oriented(jpeg, 1), 6)).getWidth())
                .isEqualTo(HEIGHT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xE0, 0xE1, 0xE2, 0xE5, 0xED, 0xEE, 0xEF, 0xFE})
    void aSegmentThatIsShorterThanItsOwnLengthIsPassedOver(int marker) throws Exception {
        byte[] jpeg = TestImages.jpeg(WAVES);
        byte[] inks = TestImages.cmykJpeg(16, 16, 10, 200, 30, 40);
        for (int length : new int[] {0, 1, 2, 3}) {
            byte[] bogus = {(byte) 0xFF, (byte) marker, 0, (byte) length};

            assertThat(TestImages.psnr(shown(inserted(jpeg, bogus, length)), shown(jpeg)))
                    .isInfinite();
            assertThat(status(inserted(inks, bogus, length))).isEqualTo(200);
        }
    }

    @Test
    void aBmpFileMayClaimAnySize() throws Exception {
        byte[] bmp = TestImages.bmp(WAVES);
        for (int size : new int[] {0, 1, 54, bmp.length - 1, Integer.MAX_VALUE, -1}) {
            byte[] claiming = bmp.clone();
            ByteBuffer.wrap(claiming).order(ByteOrder.LITTLE_ENDIAN).putInt(2, size);

            assertThat(TestImages.psnr(shown(claiming), WAVES)).isInfinite();
        }
    }

    private static byte[] inserted(byte[] jpeg, byte[] segment, int length) {
        byte[] content = length > 2 ? TestImages.concat(segment, new byte[length - 2]) : segment;
        return TestImages.concat(
                TestImages.concat(Arrays.copyOf(jpeg, 2), content), Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    private static BufferedImage part(BufferedImage image, int top) {
        return image.getSubimage(0, top, WIDTH, HEIGHT / 4);
    }

    private static Map<String, byte[]> files() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("jpg", TestImages.jpeg(WAVES));
        files.put("progressive jpg", TestImages.jpeg(WAVES, true));
        files.put("png", TestImages.png(WAVES));
        files.put("gif", Encoder.encode(TestImages.pixels(WAVES), ImageFormat.GIF, 80));
        files.put("bmp", TestImages.bmp(WAVES));
        files.put("tiff", TestFiles.tiff(WAVES, ""));
        files.put("packed tiff", TestFiles.tiff(WAVES, "LZW"));
        return files;
    }

    private static BufferedImage shown(byte[] source) throws Exception {
        ProcessorResponse answer = answer(source, "");
        assertThat(answer.status()).isEqualTo(200);
        return TestImages.read(answer.body());
    }

    private static int status(byte[] source) throws Exception {
        return answer(source, "").status();
    }

    private static ProcessorResponse answer(byte[] source, String options) throws Exception {
        Processor processor = new Processor(
                (url, maxBytes, deadline) -> new SourceBytes(source),
                PathRules.strict(Presets.NONE, Clock.systemUTC()),
                Limits.of(1_000_000, 20, 1 << 24, Duration.ofMinutes(1)),
                new MemoryBudget(1 << 28),
                null,
                null);
        return processor.process(options + "/plain/x@png");
    }
}
