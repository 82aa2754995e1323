package io.github.imgproxy4j.filter.store.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The body's part of an open file; a file that shrinks under it is an error, never a shorter body. */
final class BodyStream extends InputStream {
    private final FileChannel channel;
    private final long length;
    private long position;

    BodyStream(FileChannel channel, long length) {
        this.channel = channel;
        this.length = length;
    }

    @Override
    public int read() throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        return read(one.array(), 0, 1) < 0 ? -1 : one.get(0) & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        long remaining = length - position;
        if (remaining == 0) {
            return wanted == 0 ? 0 : -1;
        }
        int count = channel.read(ByteBuffer.wrap(target, offset, (int) Math.min(wanted, remaining)), position);
        if (count < 0) {
            throw new IOException("file ends " + remaining + " bytes early");
        }
        position += count;
        return count;
    }

    /** What is skipped is not read. */
    @Override
    public long skip(long count) {
        long skipped = Math.max(0, Math.min(count, length - position));
        position += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(length - position, Integer.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
