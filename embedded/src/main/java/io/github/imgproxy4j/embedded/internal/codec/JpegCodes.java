package io.github.imgproxy4j.embedded.internal.codec;

import java.io.IOException;

/** A table of Huffman codes (ITU-T T.81, annex C). Immutable. */
final class JpegCodes {
    static final int QUICK_BITS = 9;
    static final int LONGEST = 16;

    /** By the next {@link #QUICK_BITS} bits: how long a code is, times 256, and what it stands for; 0 for longer ones. */
    private final short[] quick = new short[1 << QUICK_BITS];

    private final int[] endOfLength = new int[LONGEST + 1];
    private final int[] offsetOfLength = new int[LONGEST + 1];
    private final byte[] values;

    /**
     * A table.
     *
     * @param counts how many codes have 1, 2 and up to 16 bits
     * @param values what they stand for
     * @throws IOException if there are more codes of a length than it has room for
     */
    JpegCodes(int[] counts, byte[] values) throws IOException {
        this.values = values;
        int code = 0;
        int first = 0;
        for (int length = 1; length <= LONGEST; length++) {
            offsetOfLength[length] = first - code;
            for (int index = 0; index < counts[length - 1]; index++) {
                remember(code + index, length, values[first + index] & 0xFF);
            }
            code += counts[length - 1];
            first += counts[length - 1];
            if (code > 1 << length) {
                throw new IOException("more Huffman codes than bits");
            }
            endOfLength[length] = code;
            code <<= 1;
        }
    }

    private void remember(int code, int length, int value) {
        int from = length > QUICK_BITS ? quick.length : code << (QUICK_BITS - length);
        int to = Math.min(quick.length, from + (1 << Math.max(0, QUICK_BITS - length)));
        for (int bits = from; bits < to; bits++) {
            quick[bits] = (short) ((length << 8) | value);
        }
    }

    /** The length of a code, times 256, and what it stands for, by the next {@link #QUICK_BITS} bits; 0 if it is longer. */
    int quick(int bits) {
        return quick[bits];
    }

    /** The same by the next {@link #LONGEST} bits. */
    int slow(int bits) throws IOException {
        for (int length = 1; length <= LONGEST; length++) {
            int code = bits >> (LONGEST - length);
            if (code < endOfLength[length]) {
                return (length << 8) | (values[offsetOfLength[length] + code] & 0xFF);
            }
        }
        throw new IOException("an unknown Huffman code");
    }
}
