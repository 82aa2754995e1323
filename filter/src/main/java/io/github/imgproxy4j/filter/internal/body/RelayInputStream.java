package io.github.imgproxy4j.filter.internal.body;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A complete relay as a stream, for stores. For one thread; does not hold the relay. */
final class RelayInputStream extends InputStream {
    private final Relay relay;
    private Slice slice = Slice.EMPTY;
    private int used;
    private long position;

    RelayInputStream(Relay relay) {
        this.relay = relay;
    }

    @Override
    public int read() throws IOException {
        if (!fill()) {
            return -1;
        }
        int next = slice.bytes()[slice.offset() + used] & 0xFF;
        skipInSlice(1);
        return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, slice.length() - used);
        System.arraycopy(slice.bytes(), slice.offset() + used, target, offset, count);
        skipInSlice(count);
        return count;
    }

    /** In an array of the right size, where the inherited method joins many pieces. */
    @Override
    public byte[] readAllBytes() throws IOException {
        byte[] all = new byte[Math.toIntExact(relay.length() - position)];
        readNBytes(all, 0, all.length);
        return all;
    }

    /** From where the bytes are, where the inherited method copies them first. */
    @Override
    public long transferTo(OutputStream out) throws IOException {
        long before = position;
        while (fill()) {
            int count = slice.length() - used;
            out.write(slice.bytes(), slice.offset() + used, count);
            skipInSlice(count);
        }
        return position - before;
    }

    private boolean fill() throws IOException {
        if (used < slice.length()) {
            return true;
        }
        if (position == relay.length()) {
            return false;
        }
        slice = relay.slice(position);
        used = 0;
        return true;
    }

    private void skipInSlice(int count) {
        used += count;
        position += count;
    }
}
