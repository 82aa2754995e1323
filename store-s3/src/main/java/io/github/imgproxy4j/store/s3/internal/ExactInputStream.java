package io.github.imgproxy4j.store.s3.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream of exactly as many bytes as announced. One that ends early or goes on fails before its last bytes are given
 * out, so they are not taken for complete.
 */
final class ExactInputStream extends FilterInputStream {
    private final long length;
    private long remaining;

    ExactInputStream(InputStream in, long length) {
        super(in);
        this.length = length;
        this.remaining = length;
    }

    /** How many bytes are still to be read. */
    long remaining() {
        return remaining;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (remaining == 0) {
            return count == 0 ? 0 : -1;
        }
        int read = in.read(target, offset, (int) Math.min(count, remaining));
        if (read < 0) {
            throw new IOException("only " + (length - remaining) + " of " + length + " bytes arrived");
        }
        if (read == remaining && in.read() >= 0) {
            throw new IOException("there are more bytes than " + length);
        }
        remaining -= read;
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        throw new UnsupportedOperationException("bytes are counted as they are read");
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
