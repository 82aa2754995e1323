package io.github.imgproxy4j.embedded.internal.codec;

import java.io.IOException;

/** A table of Huffman codes (ITU-T T.81, annex C). For one thread. */
final class JpegCodes {
    static final int QUICK_BITS = 9;
    static final int LONGEST = 16;
    static final int NUMBER_BITS = 10;

    /** More than any block has. */
    private static final int END_OF_BLOCK = 128;

    /** Sixteen zeros follow each other; a shorter run without a coefficient is the end of a block, or of several. */
    static final int LAST_RUN = 15;

    /** By the next {@link #QUICK_BITS} bits: how long a code is, times 256, and what it stands for; 0 for longer ones. */
    private final short[] quick = new short[1 << QUICK_BITS];

    private final int[] endOfLength = new int[LONGEST + 1];
    private final int[] offsetOfLength = new int[LONGEST + 1];
    private final byte[] values;
    private int[] numbers = {};

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

    /** A number of some bits, of which half is negative. */
    static int number(int bits, int size) {
        return size == 0 || bits >> (size - 1) != 0 ? bits : bits - (1 << size) + 1;
    }

    /**
     * Whole coefficients by the next {@link #NUMBER_BITS} bits: the number, times 65536, plus how many zeros come before
     * it, times 256, plus how many bits both take; 0 for those that take more bits. The end of a block is a number 0 far
     * behind the block. Made when it is first needed: the passes of a progressive image do without.
     */
    int[] numbers() {
        if (numbers.length == 0) {
            numbers = new int[1 << NUMBER_BITS];
            for (int bits = 0; bits < numbers.length; bits++) {
                numbers[bits] = wholeNumber(bits);
            }
        }
        return numbers;
    }

    private int wholeNumber(int bits) {
        int code = quick[bits >> (NUMBER_BITS - QUICK_BITS)];
        int size = code & 0xF;
        int run = (code >> 4) & 0xF;
        int length = (code >> 8) + size;
        if (code == 0 || length > NUMBER_BITS) {
            return 0;
        }
        if (size == 0) {
            return (run < LAST_RUN ? END_OF_BLOCK : run) << 8 | length;
        }
        int number = number(bits >> (NUMBER_BITS - length) & ((1 << size) - 1), size);
        return number << 16 | run << 8 | length;
    }
}
