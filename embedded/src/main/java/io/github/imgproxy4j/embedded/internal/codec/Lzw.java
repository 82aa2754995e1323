package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The compression of GIF files: strings seen before become one code, and codes grow from a few bits to twelve. For one
 * image.
 */
final class Lzw {
    private static final int NONE = -1;
    private static final int MAX_CODE_BITS = 12;

    private final ByteArrayOutputStream file;
    private final Deadline deadline;
    private final int bits;
    private final int clear;
    // By code of a string and the index that follows it: the code of both.
    private final short[] codes;
    private final byte[] block = new byte[255];
    private int blockLength;
    private int pending;
    private int pendingBits;
    private int codeBits;
    private int nextCode;

    /**
     * A compression.
     *
     * @param bits of a pixel, 2 to 8
     * @param file what to write to
     */
    Lzw(int bits, ByteArrayOutputStream file, Deadline deadline) {
        this.file = file;
        this.deadline = deadline;
        this.bits = bits;
        this.clear = 1 << bits;
        this.codes = new short[1 << (MAX_CODE_BITS + bits)];
    }

    /**
     * Writes the numbers of colours.
     *
     * @param near the colours that may be written in place of others if a string goes on with them
     */
    void write(byte[] indices, NearColours near) {
        file.write(bits);
        begin();
        int string = NONE;
        for (int place = 0; place < indices.length; place++) {
            deadline.lookAt(place);
            int next = indices[place] & 0xFF;
            if (string == NONE) {
                string = next;
                continue;
            }
            int both = codes[(string << bits) | next];
            if (both == 0 && !near.isEmpty()) {
                both = nearly(string, near.others(next));
            }
            if (both != 0) {
                string = both;
            } else {
                emit(string);
                learn(string, next);
                string = next;
            }
        }
        if (string != NONE) {
            emit(string);
        }
        emit(clear + 1);
        flush();
        file.write(0);
    }

    /** The code of a string and a colour that is nearly the next one, the nearest first; 0 if there is none. */
    private int nearly(int string, byte[] others) {
        for (byte other : others) {
            int both = codes[(string << bits) | (other & 0xFF)];
            if (both != 0) {
                return both;
            }
        }
        return 0;
    }

    private void begin() {
        codeBits = bits + 1;
        nextCode = clear + 2;
        emit(clear);
    }

    private void learn(int string, int next) {
        if (nextCode == 1 << MAX_CODE_BITS) {
            Arrays.fill(codes, (short) 0);
            emit(clear);
            codeBits = bits + 1;
            nextCode = clear + 2;
            return;
        }
        if (nextCode == 1 << codeBits) {
            codeBits++;
        }
        codes[(string << bits) | next] = (short) nextCode++;
    }

    private void emit(int code) {
        pending |= code << pendingBits;
        pendingBits += codeBits;
        while (pendingBits >= 8) {
            put(pending);
            pending >>>= 8;
            pendingBits -= 8;
        }
    }

    private void put(int value) {
        block[blockLength++] = (byte) value;
        if (blockLength == block.length) {
            endBlock();
        }
    }

    private void flush() {
        if (pendingBits > 0) {
            put(pending);
        }
        endBlock();
    }

    private void endBlock() {
        if (blockLength > 0) {
            file.write(blockLength);
            file.write(block, 0, blockLength);
            blockLength = 0;
        }
    }
}
