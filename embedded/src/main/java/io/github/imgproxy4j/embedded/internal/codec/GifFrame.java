package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * One frame of a GIF file.
 *
 * @param left where it lies on the screen
 * @param top where it lies on the screen
 * @param ticks hundredths of a second that it is shown for
 * @param clears whether its area is made transparent before the next one
 */
record GifFrame(int left, int top, int ticks, boolean clears) {
    private static final int KEEP = 1 << 2;
    private static final int CLEAR = 2 << 2;
    private static final int TABLE_FLAG = 0x80;
    private static final int LEAST_CODE_BITS = 2;

    /**
     * The bytes of its blocks.
     *
     * @param ownTable whether the palette comes with it; otherwise it is that of the screen
     * @param near the colours of the palette that may stand for others
     */
    byte[] encode(Palette palette, boolean ownTable, NearColours near, Deadline deadline) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        int transparent = palette.transparent();
        int[] colours = palette.colours();
        if (clears && transparent < 0) {
            // Some readers clear an opaque frame with a colour.
            transparent = colours.length;
            colours = Arrays.copyOf(colours, colours.length + 1);
        }
        file.write(0x21);
        file.write(0xF9);
        file.write(4);
        file.write((clears ? CLEAR : KEEP) | (transparent < 0 ? 0 : 1));
        uint16(ticks, file);
        file.write(Math.max(0, transparent));
        file.write(0);
        file.write(0x2C);
        uint16(left, file);
        uint16(top, file);
        uint16(palette.width(), file);
        uint16(palette.height(), file);
        file.write(ownTable ? tableFlags(colours) : 0);
        if (ownTable) {
            table(colours, file);
        }
        new Lzw(Math.max(LEAST_CODE_BITS, bits(colours)), file, deadline).write(palette.indices(), near);
        return file.toByteArray();
    }

    /** That a table follows, and its size. */
    static int tableFlags(int... colours) {
        return TABLE_FLAG | bits(colours) - 1;
    }

    /** Writes a table, filled up to a power of two. */
    static void table(int[] colours, ByteArrayOutputStream file) {
        for (int index = 0; index < 1 << bits(colours); index++) {
            int colour = index < colours.length ? colours[index] : 0;
            file.write(colour >> 16);
            file.write(colour >> 8);
            file.write(colour);
        }
    }

    static int bits(int... colours) {
        return Math.max(1, 32 - Integer.numberOfLeadingZeros(colours.length - 1));
    }

    static void uint16(int value, ByteArrayOutputStream file) {
        file.write(value);
        file.write(value >> 8);
    }
}
