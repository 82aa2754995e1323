package io.github.imgproxy4j.embedded.internal.format;

import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A view of bytes from a stranger: reads numbers at checked offsets.
 *
 * <p>The array is shared, not copied, and never written.
 */
public final class ByteReader {
    private final byte[] array;
    private final int start;
    private final int length;
    private final boolean littleEndian;

    private ByteReader(byte[] array, int start, int length, boolean littleEndian) {
        this.array = array;
        this.start = start;
        this.length = length;
        this.littleEndian = littleEndian;
    }

    public static ByteReader of(byte[] array) {
        return new ByteReader(array, 0, array.length, false);
    }

    public ByteReader littleEndian() {
        return new ByteReader(array, start, length, true);
    }

    ByteReader bigEndian() {
        return new ByteReader(array, start, length, false);
    }

    public int length() {
        return length;
    }

    /** A part, with this view's byte order. */
    public ByteReader part(long offset, long count) throws EOFException {
        check(offset, count);
        return new ByteReader(array, start + (int) offset, (int) count, littleEndian);
    }

    public int uint8(long offset) throws EOFException {
        check(offset, 1);
        return array[start + (int) offset] & 0xFF;
    }

    int uint16(long offset) throws EOFException {
        return (int) number(offset, 2);
    }

    int uint24(long offset) throws EOFException {
        return (int) number(offset, 3);
    }

    public long uint32(long offset) throws EOFException {
        return number(offset, 4);
    }

    /** Where a byte of a value comes next, or -1. */
    long next(long offset, int value) {
        for (long at = offset; at < length; at++) {
            if (array[start + (int) at] == (byte) value) {
                return at;
            }
        }
        return -1;
    }

    /** Whether ASCII text stands at an offset; false beyond the end. */
    public boolean hasText(long offset, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        if (offset < 0 || offset + wanted.length > length) {
            return false;
        }
        int from = start + (int) offset;
        return Arrays.equals(array, from, from + wanted.length, wanted, 0, wanted.length);
    }

    /** The bytes, which must not be written: copied only if they are a part of others. */
    public byte[] shared() {
        return length == array.length ? array : copy();
    }

    /** All of these, one after the other, in a new array. */
    public static byte[] joined(List<ByteReader> parts) {
        byte[] joined = new byte
                [Math.toIntExact(parts.stream().mapToLong(ByteReader::length).sum())];
        int at = 0;
        for (ByteReader part : parts) {
            System.arraycopy(part.array, part.start, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    public byte[] copy() {
        return Arrays.copyOfRange(array, start, start + length);
    }

    private long number(long offset, int count) throws EOFException {
        check(offset, count);
        long number = 0;
        for (int index = 0; index < count; index++) {
            int position = littleEndian ? count - 1 - index : index;
            number = number << 8 | (array[start + (int) offset + position] & 0xFF);
        }
        return number;
    }

    private void check(long offset, long count) throws EOFException {
        if (offset < 0 || count < 0 || offset + count > length) {
            throw new EOFException("the file ends within its header");
        }
    }
}
