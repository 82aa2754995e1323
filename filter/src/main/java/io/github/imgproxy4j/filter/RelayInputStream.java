package io.github.imgproxy4j.filter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** A complete relay as a stream, for stores. For one thread; does not hold the relay. */
final class RelayInputStream extends InputStream {
    private final Relay relay;
    private final ByteArrayOutputStream transferred = new ByteArrayOutputStream(Relay.CHUNK_BYTES);
    private long position;
    private byte[] buffer = new byte[0];
    private int bufferPosition;

    RelayInputStream(Relay relay) {
        this.relay = relay;
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer[bufferPosition++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, buffer.length - bufferPosition);
        System.arraycopy(buffer, bufferPosition, target, offset, count);
        bufferPosition += count;
        return count;
    }

    private boolean fill() throws IOException {
        if (bufferPosition < buffer.length) {
            return true;
        }
        transferred.reset();
        int count = relay.transfer(position, Long.MAX_VALUE, transferred);
        if (count == ByteSource.NOT_YET) {
            throw new IOException("the relay is not complete");
        }
        if (count == ByteSource.END) {
            return false;
        }
        position += count;
        buffer = transferred.toByteArray();
        bufferPosition = 0;
        return true;
    }
}
