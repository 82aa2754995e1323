package io.github.imgproxy4j.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.internal.format.GifHeader;
import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.options.PathRules;
import io.github.imgproxy4j.embedded.internal.options.Presets;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GIF files that do not keep to the rules; what is expected of them is what imgproxy 4.0.12 was seen to make. */
class OddGifsTest {
    @ParameterizedTest
    @CsvSource({
        "40, 30, 0, 0, 60, 50, 60, 50",
        "40, 30, 10, 10, 40, 30, 50, 40",
        "0, 0, 0, 0, 30, 20, 30, 20",
        "40, 30, 5, 5, 10, 10, 40, 30"
    })
    void theScreenGrowsWithTheFirstFrame(
            int width, int height, int left, int top, int across, int down, int shownWidth, int shownHeight)
            throws Exception {
        byte[] gif =
                new GifFile(width, height).frame(left, top, across, down, 1).bytes();

        BufferedImage shown = still(gif);

        assertThat(shown.getWidth()).isEqualTo(shownWidth);
        assertThat(shown.getHeight()).isEqualTo(shownHeight);
        assertThat(TestImages.colour(shown, left + across - 1, top + down - 1)).isEqualTo(Color.GREEN);
    }

    @Test
    void aLaterFrameIsCutToTheScreen() throws Exception {
        byte[] gif = new GifFile(40, 30)
                .frame(0, 0, 40, 30, 0)
                .frame(0, 0, 60, 50, 1)
                .bytes();

        assertThat(TestImages.read(answer(gif, "gif").body()).getWidth()).isEqualTo(40);
        assertThat(HeaderReader.read(answer(gif, "gif").body()).animation().frames())
                .hasSize(2);
    }

    /** The JDK's reader would copy all that it has of a comment with each of its parts. */
    @Test
    void aCommentInManyPartsIsPassedOver() throws Exception {
        byte[] gif = new GifFile(30, 20).frame(0, 0, 30, 20, 2).bytes();
        int behindTable = 13 + (3 << ((gif[10] & 7) + 1));
        ByteArrayOutputStream commented = new ByteArrayOutputStream();
        commented.write(gif, 0, behindTable);
        commented.write(new byte[] {0x21, (byte) 0xFE});
        for (int part = 0; part < 400_000; part++) {
            commented.write(new byte[] {1, 'a'});
        }
        commented.write(0);
        commented.write(gif, behindTable, gif.length - behindTable);

        assertThat(GifHeader.mended(commented.toByteArray())).isEqualTo(gif);
        assertThat(TestImages.colour(still(commented.toByteArray()), 15, 10)).isEqualTo(Color.BLUE);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 20", "30, 0"})
    void aFrameWithoutPixelsIsPassedOver(int width, int height) throws Exception {
        byte[] between = new GifFile(30, 20)
                .frame(0, 0, 30, 20, 0)
                .frame(0, 0, width, height, 1)
                .frame(0, 0, 30, 20, 2)
                .bytes();
        byte[] first = new GifFile(30, 20)
                .frame(0, 0, width, height, 1)
                .frame(0, 0, 30, 20, 2)
                .bytes();

        for (String format : new String[] {"gif", "webp"}) {
            assertThat(HeaderReader.read(answer(between, format).body())
                            .animation()
                            .frames())
                    .hasSize(2);
        }
        assertThat(TestImages.colour(still(first), 15, 10)).isEqualTo(Color.BLUE);
    }

    @Test
    void nothingButEmptyFramesIsNoImage() throws Exception {
        assertThat(answer(new GifFile(30, 20).frame(0, 0, 0, 0, 0).bytes(), "png")
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({"4", "7", "255"})
    void aTransparentColourThatIsInNoTableIsNone(int index) throws Exception {
        byte[] gif =
                new GifFile(30, 20).transparent(index).frame(0, 0, 30, 20, 3).bytes();

        assertThat(TestImages.colour(still(gif), 15, 10)).isEqualTo(Color.WHITE);
    }

    @Test
    void aTransparentColourOfTheTableIsTransparent() throws Exception {
        byte[] gif = new GifFile(30, 20).transparent(3).frame(0, 0, 30, 20, 3).bytes();

        assertThat(TestImages.colour(still(gif), 15, 10).getAlpha()).isZero();
    }

    /** A GIF file counts repetitions, a WebP file plays; 0 is without end in both, as more than 16 bits can say is. */
    @ParameterizedTest
    @CsvSource({"-1, -1, 1", "0, 0, 0", "1, 1, 2", "5, 5, 6", "65534, 65534, 65535", "65535, 65535, 0"})
    void repetitionsAreConvertedToPlaysAndBack(int repeated, int ofGif, int ofWebp) throws Exception {
        GifFile file = new GifFile(30, 20);
        byte[] gif = (repeated < 0 ? file : file.repeated(repeated))
                .frame(0, 0, 30, 20, 0)
                .frame(0, 0, 30, 20, 1)
                .bytes();
        byte[] webp = answer(gif, "webp").body();

        assertThat(repetitions(answer(gif, "gif").body())).isEqualTo(ofGif);
        assertThat(plays(webp)).isEqualTo(ofWebp);
        if (repeated < 65_535) {
            assertThat(repetitions(answer(webp, "gif").body())).isEqualTo(ofGif);
        }
        assertThat(plays(answer(webp, "webp").body())).isEqualTo(ofWebp);
    }

    private static int repetitions(byte[] gif) {
        int at = new String(gif, ISO_8859_1).indexOf("NETSCAPE2.0");
        return at < 0 ? -1 : ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN).getShort(at + 13) & 0xFFFF;
    }

    private static int plays(byte[] webp) {
        int at = new String(webp, ISO_8859_1).indexOf("ANIM");
        return ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).getShort(at + 12) & 0xFFFF;
    }

    private static BufferedImage still(byte[] gif) throws Exception {
        ProcessorResponse answer = answer(gif, "png");
        assertThat(answer.status()).isEqualTo(200);
        return TestImages.read(answer.body());
    }

    private static ProcessorResponse answer(byte[] source, String format) throws Exception {
        Processor processor = new Processor(
                (url, maxBytes, deadline) -> new SourceBytes(source),
                PathRules.strict(Presets.NONE, Clock.systemUTC()),
                Limits.of(1_000_000, 20, 1 << 24, Duration.ofMinutes(1)),
                new MemoryBudget(1 << 28),
                null,
                null);
        return processor.process("/plain/x@" + format);
    }
}
