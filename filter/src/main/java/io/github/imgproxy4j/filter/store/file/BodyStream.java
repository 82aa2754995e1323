package io.github.imgproxy4j.filter.store.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/** The body's part of an open file; a file that shrinks under it is an error, never a shorter body. */
final class BodyStream extends InputStream {
    private final FileChannel channel;
    private final InputStream in;
    private long remaining;

    BodyStream(FileChannel channel, long length) throws IOException {
        this.channel = channel.position(0);
        this.in = Channels.newInputStream(channel);
        this.remaining = length;
    }

    @Override
    public int read() throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        return read(one.array(), 0, 1) < 0 ? -1 : one.get(0) & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (remaining == 0) {
            return length == 0 ? 0 : -1;
        }
        int count = in.read(target, offset, (int) Math.min(length, remaining));
        if (count < 0) {
            throw new IOException("file ends " + remaining + " bytes early");
        }
        remaining -= count;
        return count;
    }

    @Override
    public int available() {
        return (int) Math.min(remaining, Integer.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
