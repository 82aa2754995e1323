package io.github.imgproxy4j.embedded.internal.codec;

import java.io.EOFException;
import java.io.IOException;

/** The bits of a scan, and the numbers that are coded in them (ITU-T T.81, annex F). For one file and one thread. */
final class JpegBits {
    private static final int BLOCK = 64;

    private static final int QUICK_MASK = (1 << JpegCodes.QUICK_BITS) - 1;
    private static final int NUMBER_MASK = (1 << JpegCodes.NUMBER_BITS) - 1;
    private static final int SLOW_MASK = (1 << JpegCodes.LONGEST) - 1;

    /** A code and a number. */
    private static final int MOST_AT_ONCE = 32;

    private static final int LOW_BITS = 0x7F7F7F7F;

    private final byte[] file;
    private int at;
    /** Only the last of them are still to be read. */
    private long bits;

    private int count;
    /** Bits that were added behind the end of the data. */
    private int added;

    JpegBits(byte[] file) {
        this.file = file;
    }

    /** Begins with the data at a place. */
    void begin(int offset) {
        at = offset;
        bits = 0;
        count = 0;
        added = 0;
    }

    /** Where the marker behind the data is, which must all have been read. */
    int end() throws IOException {
        checkData();
        if (count - added >= 8) {
            throw new IOException("bytes behind the scan");
        }
        return at;
    }

    /** Goes on behind a mark that a decoder can begin at. */
    void restart(int number) throws IOException {
        int mark = end();
        if (mark + 1 >= file.length || (file[mark] & 0xFF) != 0xFF || (file[mark + 1] & 0xFF) != 0xD0 + number) {
            throw new IOException("no restart mark");
        }
        begin(mark + 2);
    }

    /** Fails if more was read than there is. */
    void checkData() throws EOFException {
        if (added > count) {
            throw new EOFException("the scan ends early");
        }
    }

    private void fill() {
        if (count <= Integer.SIZE && at + Integer.BYTES <= file.length) {
            int four =
                    file[at] << 24 | (file[at + 1] & 0xFF) << 16 | (file[at + 2] & 0xFF) << 8 | (file[at + 3] & 0xFF);
            if (!hasMarks(four)) {
                bits = (bits << Integer.SIZE) | (four & 0xFFFFFFFFL);
                count += Integer.SIZE;
                at += Integer.BYTES;
                return;
            }
        }
        while (count <= Long.SIZE - 16) {
            int next = at < file.length ? file[at] & 0xFF : 0xFF;
            if (next < 0xFF) {
                at++;
            } else if (at + 1 < file.length && file[at + 1] == 0) {
                at += 2;
            } else {
                next = 0;
                added += 8;
            }
            bits = (bits << 8) | next;
            count += 8;
        }
    }

    /** Whether one of four bytes may begin a marker: one that is 255, whose low bits overflow when 1 is added. */
    private static boolean hasMarks(int four) {
        return (((four & LOW_BITS) + 0x01010101) & four & ~LOW_BITS) != 0;
    }

    int bits(int wanted) {
        if (count < wanted) {
            fill();
        }
        count -= wanted;
        return (int) (bits >>> count) & ((1 << wanted) - 1);
    }

    /** A number of some bits, of which half is negative. */
    int number(int size) {
        return JpegCodes.number(bits(size), size);
    }

    int symbol(JpegCodes codes) throws IOException {
        if (count < MOST_AT_ONCE) {
            fill();
        }
        int code = codes.quick((int) (bits >>> (count - JpegCodes.QUICK_BITS)) & QUICK_MASK);
        if (code == 0) {
            code = codes.slow((int) (bits >>> (count - JpegCodes.LONGEST)) & SLOW_MASK);
        }
        count -= code >> 8;
        return code & 0xFF;
    }

    /** What a first coefficient differs from the one before by. */
    int difference(JpegCodes codes) throws IOException {
        int size = symbol(codes);
        if (size > JpegCodes.LAST_RUN) {
            throw new IOException("a first coefficient of " + size + " bits");
        }
        return number(size);
    }

    /**
     * Reads all coefficients of a block. It is most of what decoding is, so the bits are local variables.
     *
     * @param predicted what the first one differs from
     * @param to where the block begins; it holds zeros
     * @return the number of the last one that is not zero, or of a later one
     */
    int block(JpegCodes dcCodes, JpegCodes acCodes, int predicted, short[] to, int start) throws IOException {
        to[start] = (short) (predicted + difference(dcCodes));
        int[] numbers = acCodes.numbers();
        long buffer = bits;
        int left = count;
        int last = 0;
        for (int index = 1; index < BLOCK; index++) {
            if (left < MOST_AT_ONCE) {
                bits = buffer;
                count = left;
                fill();
                buffer = bits;
                left = count;
            }
            int quick = numbers[(int) (buffer >>> (left - JpegCodes.NUMBER_BITS)) & NUMBER_MASK];
            if (quick != 0) {
                left -= quick & 0xFF;
                index += (quick >> 8) & 0xFF;
                if (index >= BLOCK) {
                    checkEnd(quick >> 16);
                    break;
                }
                to[start + InverseDct.PLACES[index]] = (short) (quick >> 16);
                last = index;
                continue;
            }
            int code = acCodes.quick((int) (buffer >>> (left - JpegCodes.QUICK_BITS)) & QUICK_MASK);
            if (code == 0) {
                code = acCodes.slow((int) (buffer >>> (left - JpegCodes.LONGEST)) & SLOW_MASK);
            }
            left -= code >> 8;
            int size = code & 0xF;
            int run = (code >> 4) & 0xF;
            if (size == 0 && run < JpegCodes.LAST_RUN) {
                break;
            }
            index += run;
            left -= size;
            int number = JpegCodes.number((int) (buffer >>> left) & ((1 << size) - 1), size);
            if (index >= BLOCK) {
                checkEnd(number);
                break;
            }
            to[start + InverseDct.PLACES[index]] = (short) number;
            last = index;
        }
        bits = buffer;
        count = left;
        return last;
    }

    private static void checkEnd(int number) throws IOException {
        if (number != 0) {
            throw new IOException("a block has more than 64 coefficients");
        }
    }
}
