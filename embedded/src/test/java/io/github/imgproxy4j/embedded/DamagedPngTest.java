package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.imgproxy4j.embedded.internal.codec.Decoder;
import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PNG files whose compressed pixels cannot be unpacked beyond some row: all rows before it are shown; or with odd chunks. */
class DamagedPngTest {
    private static final int SIDE = 64;

    /** A block of a kind that deflate does not have (RFC 1951, 3.2.3). */
    private static final byte[] NO_BLOCK = {7, 7, 7, 7};

    @ParameterizedTest
    @CsvSource({
        "2, 8, 1",
        "2, 8, 5",
        "2, 8, 63",
        "6, 8, 3",
        "0, 8, 1",
        "0, 8, 40",
        "0, 1, 2",
        "0, 16, 2",
        "3, 8, 4",
        "3, 2, 4",
        "4, 8, 2",
        "4, 16, 9",
        "2, 16, 7",
        "6, 16, 1"
    })
    void everyRowBeforeTheDamageIsShown(int colourType, int bits, int rows) throws Exception {
        Pixels whole = decoded(png(colourType, bits, 0, SIDE, false));
        Pixels damaged = decoded(png(colourType, bits, 0, rows, true));

        assertThat(Arrays.copyOf(damaged.argb(), rows * SIDE)).isEqualTo(Arrays.copyOf(whole.argb(), rows * SIDE));
    }

    @ParameterizedTest
    @CsvSource({"2, 8", "6, 8", "0, 8", "3, 8", "2, 16"})
    void everyPassBeforeTheDamageIsShown(int colourType, int bits) throws Exception {
        // All but the last pass, which is every second row.
        Pixels whole = decoded(png(colourType, bits, 1, Integer.MAX_VALUE, false));
        Pixels damaged = decoded(png(colourType, bits, 1, 8 + 8 + 8 + 16 + 16 + 32, true));

        for (int y = 0; y < SIDE; y += 2) {
            assertThat(row(damaged, y)).isEqualTo(row(whole, y));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 8", "0, 8", "3, 8", "6, 16"})
    void withoutAWholeRowThereIsNothingToShow(int colourType, int bits) {
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> decoded(png(colourType, bits, 0, 0, true)));
    }

    @Test
    void whatIsBehindThePixelsIsNotUnpacked() throws Exception {
        byte[] packed = packed(0, 8, 0, SIDE, false);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bomb)) {
            deflater.write(new byte[SIDE * (SIDE + 1)]);
            deflater.write(new byte[1 << 24]);
        }
        AtomicLong looks = new AtomicLong();
        Deadline deadline = Deadline.in(Duration.ofDays(1), looks::incrementAndGet);
        byte[] png = png(0, 8, 0, bomb.toByteArray());
        new Decoder(png, HeaderReader.read(png), deadline).shrunk(Area.of(SIDE, SIDE), 1, 1);
        long withBomb = looks.getAndSet(0);
        byte[] sound = png(0, 8, 0, packed);
        new Decoder(sound, HeaderReader.read(sound), Deadline.in(Duration.ofDays(1), looks::incrementAndGet))
                .shrunk(Area.of(SIDE, SIDE), 1, 1);

        assertThat(withBomb).isLessThan(2 * looks.get());
    }

    /** libpng ignores it, with a warning; and so do browsers. */
    @ParameterizedTest
    @CsvSource({"4, 8", "4, 16", "6, 8", "6, 16"})
    void aTransparentColourBesideAlphaIsPassedOver(int colourType, int bits) throws Exception {
        byte[] sound = png(colourType, bits, 0, SIDE, false);
        int header = 8 + 25;
        byte[] behind = Arrays.copyOfRange(sound, header, sound.length);
        byte[] two = TestImages.concat(
                Arrays.copyOf(sound, header),
                TestImages.concat(TestImages.chunk("tRNS", new byte[] {0, 1}), TestImages.chunk("tRNS", new byte[6])));

        Pixels pixels = decoded(TestImages.concat(two, behind));

        assertThat(pixels.argb()).isEqualTo(decoded(sound).argb());
    }

    private static int[] row(Pixels pixels, int y) {
        return Arrays.copyOfRange(pixels.argb(), y * SIDE, (y + 1) * SIDE);
    }

    private static Pixels decoded(byte[] png) throws Exception {
        return new Decoder(png, HeaderReader.read(png), Deadline.never()).shrunk(Area.of(SIDE, SIDE), 1, 1);
    }

    private static byte[] png(int colourType, int bits, int interlacing, int rows, boolean damaged) throws Exception {
        return png(colourType, bits, interlacing, packed(colourType, bits, interlacing, rows, damaged));
    }

    private static byte[] png(int colourType, int bits, int interlacing, byte[] packed) throws Exception {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(SIDE);
        fields.writeInt(SIDE);
        fields.write(new byte[] {(byte) bits, (byte) colourType, 0, 0, (byte) interlacing});
        byte[] file = "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1);
        file = TestImages.concat(file, TestImages.chunk("IHDR", header.toByteArray()));
        if (colourType == 3) {
            file = TestImages.concat(file, TestImages.chunk("PLTE", palette(1 << bits)));
        }
        file = TestImages.concat(file, TestImages.chunk("IDAT", packed));
        return TestImages.concat(file, TestImages.chunk("IEND", new byte[0]));
    }

    private static byte[] palette(int colours) {
        byte[] palette = new byte[3 * colours];
        for (int index = 0; index < palette.length; index++) {
            palette[index] = (byte) (index * 7);
        }
        return palette;
    }

    private static byte[] packed(int colourType, int bits, int interlacing, int rows, boolean damaged)
            throws IOException {
        int samples = new int[] {1, 0, 3, 1, 2, 0, 4}[colourType];
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        DeflaterOutputStream deflater = new DeflaterOutputStream(packed, true);
        int left = rows;
        int passes = interlacing == 0 ? 1 : 7;
        for (int pass = 0; pass < passes; pass++) {
            int across = interlacing == 0 ? SIDE : new int[] {8, 8, 16, 16, 32, 32, 64}[pass];
            int down = interlacing == 0 ? SIDE : new int[] {8, 8, 8, 16, 16, 32, 32}[pass];
            for (int y = 0; y < down && left > 0; y++, left--) {
                deflater.write(0);
                for (int index = 0; index < (across * samples * bits + 7) / 8; index++) {
                    deflater.write(index * 37 + y * 101 + pass);
                }
            }
        }
        deflater.flush();
        if (damaged) {
            packed.write(NO_BLOCK);
        } else {
            deflater.finish();
        }
        return packed.toByteArray();
    }
}
