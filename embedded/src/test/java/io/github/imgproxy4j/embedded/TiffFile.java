package io.github.imgproxy4j.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Puts together TIFF files of one strip, of any kind of samples. */
final class TiffFile {
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int BYTES = 7;

    private final List<long[]> fields = new ArrayList<>();
    private final ByteArrayOutputStream behind = new ByteArrayOutputStream();

    /**
     * A file.
     *
     * @param photometric 2 red, green and blue; 5 inks; 8 CIE L*a*b*
     * @param samples of each pixel
     * @param bits of each sample, 8 or 16
     * @param compression 1 none, 7 JPEG
     */
    TiffFile(int width, int height, int photometric, int samples, int bits, int compression) {
        field(0x0100, LONG, 1, width);
        field(0x0101, LONG, 1, height);
        ByteBuffer sizes = ByteBuffer.allocate(2 * samples);
        for (int sample = 0; sample < samples; sample++) {
            sizes.putShort((short) bits);
        }
        far(0x0102, SHORT, samples, sizes.array());
        field(0x0103, SHORT, 1, compression);
        field(0x0106, SHORT, 1, photometric);
        field(0x0115, SHORT, 1, samples);
        field(0x0116, LONG, 1, height);
    }

    /** Says what the last sample is: 1 alpha that the colours are multiplied with, 2 alpha that they are not. */
    TiffFile extra(int kind) {
        field(0x0152, SHORT, 1, kind);
        return this;
    }

    TiffFile profile(byte[] icc) {
        far(0x8773, BYTES, icc.length, icc);
        return this;
    }

    /** The file with its only strip. */
    byte[] with(byte[] strip) {
        far(0x0111, LONG, -1, strip);
        field(0x0117, LONG, 1, strip.length);
        fields.sort((one, other) -> Long.compare(one[0], other[0]));
        int start = 8 + 2 + 12 * fields.size() + 4;
        ByteBuffer file = ByteBuffer.allocate(start + behind.size());
        file.put("MM\0*".getBytes(ISO_8859_1)).putInt(8).putShort((short) fields.size());
        for (long[] field : fields) {
            boolean far = field[4] != 0;
            boolean offset = field[2] < 0;
            file.putShort((short) field[0]).putShort((short) field[1]).putInt(offset ? 1 : (int) field[2]);
            int value = (int) field[3] + (far ? start : 0);
            file.putInt(!far && field[1] == SHORT ? value << 16 : value);
        }
        return file.putInt(0).put(behind.toByteArray()).array();
    }

    private void field(int tag, int type, int count, long value) {
        fields.add(new long[] {tag, type, count, value, 0});
    }

    /** A field whose value lies behind the directory, or, with a count of -1, is where that lies. */
    private void far(int tag, int type, int count, byte[] value) {
        fields.add(new long[] {tag, type, count, behind.size(), 1});
        behind.writeBytes(value);
        if (behind.size() % 2 != 0) {
            behind.write(0);
        }
    }
}
