package io.github.imgproxy4j.embedded.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.imgproxy4j.embedded.TestImages;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.BoxShrinkers;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.raster.Shrink;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngRowsTest {
    private static final int WIDTH = 61;
    private static final int HEIGHT = 20;

    /** The JDK's own reader says what the pixels are. */
    @ParameterizedTest
    @CsvSource({
        "0, false",
        "1, false",
        "2, false",
        "3, false",
        "4, false",
        "0, true",
        "1, true",
        "2, true",
        "3, true",
        "4, true"
    })
    void everyFilterIsUndone(int filter, boolean alpha) throws Exception {
        byte[] file = file(filter, alpha, 1000);

        assertThat(rows(file).isKnown(WIDTH, HEIGHT)).isTrue();
        assertThat(read(file, alpha).argb())
                .isEqualTo(TestImages.pixels(TestImages.read(file)).argb());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void thePixelsMayBeInChunksOfAnyLength(int chunkLength) throws Exception {
        byte[] file = file(4, false, chunkLength);

        assertThat(read(file, false).argb())
                .isEqualTo(TestImages.pixels(TestImages.read(file)).argb());
    }

    @Test
    void whatEndsEarlyOrIsDamagedIsRefused() throws Exception {
        byte[] file = file(2, false, 100);
        byte[] cut = Arrays.copyOf(file, file.length / 2);
        byte[] damaged = file.clone();
        Arrays.fill(damaged, file.length / 2, file.length / 2 + 20, (byte) 0xFF);
        byte[] unknownFilter = file(5, false, 100);

        for (byte[] broken : new byte[][] {cut, damaged, unknownFilter}) {
            assertThatIOException().isThrownBy(() -> read(broken, false));
        }
    }

    @Test
    void rarerKindsAreLeftToTheJdk() throws Exception {
        byte[] gray = TestImages.png(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY));
        byte[] transparentColour = TestImages.withChunk(file(0, false, 1000), "tRNS", new byte[6]);

        assertThat(rows(gray).isKnown(WIDTH, HEIGHT)).isFalse();
        assertThat(rows(transparentColour).isKnown(WIDTH, HEIGHT)).isFalse();
        assertThat(rows(file(0, false, 1000)).isKnown(WIDTH, HEIGHT + 1)).isFalse();
    }

    private static PngRows rows(byte[] file) {
        return new PngRows(file, Deadline.never());
    }

    private static Pixels read(byte[] file, boolean alpha) throws Exception {
        BoxShrinkers shrinker = new BoxShrinkers(HEIGHT, List.of(Shrink.none(WIDTH, HEIGHT)), alpha);
        rows(file).read(WIDTH, HEIGHT, shrinker);
        return shrinker.shrunk().get(0);
    }

    /** Random bytes, whose meaning is whatever the filter makes of them. */
    private static byte[] file(int filter, boolean alpha, int chunkLength) throws Exception {
        int pixelBytes = alpha ? 4 : 3;
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream rows = new DeflaterOutputStream(packed)) {
            for (int y = 0; y < HEIGHT; y++) {
                rows.write(filter);
                for (int index = 0; index < WIDTH * pixelBytes; index++) {
                    rows.write(index * 37 + y * 101 + index * y / 3);
                }
            }
        }
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(WIDTH);
        fields.writeInt(HEIGHT);
        fields.write(new byte[] {8, (byte) (alpha ? 6 : 2), 0, 0, 0});
        byte[] file = "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1);
        file = TestImages.concat(file, TestImages.chunk("IHDR", header.toByteArray()));
        byte[] data = packed.toByteArray();
        for (int start = 0; start < data.length; start += chunkLength) {
            byte[] part = Arrays.copyOfRange(data, start, Math.min(data.length, start + chunkLength));
            file = TestImages.concat(file, TestImages.chunk("IDAT", part));
        }
        return TestImages.concat(file, TestImages.chunk("IEND", new byte[0]));
    }
}
