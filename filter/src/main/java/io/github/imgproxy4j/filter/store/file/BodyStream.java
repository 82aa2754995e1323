package io.github.imgproxy4j.filter.store.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * The body in an open file. A truncated file is an error, never a shorter body. If the body is read from its first
 * byte, the last bytes are returned only if all bytes match the checksum.
 */
final class BodyStream extends InputStream {
    private final FileChannel channel;
    private final long length;
    private final long expectedChecksum;
    private final Reader reader;
    private final CRC32C checksum = new CRC32C();
    private long position;

    /** The number of bytes from the beginning that the checksum covers. */
    private long checked;

    /**
     * A stream from the first byte on.
     *
     * @param body the expected body
     * @param reader receives the result of reading
     */
    BodyStream(FileChannel channel, Trailer body, Reader reader) {
        this.channel = channel;
        this.length = body.metadata().length();
        this.expectedChecksum = body.bodyChecksum();
        this.reader = reader;
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
        check(target, offset, count);
        position += count;
        return count;
    }

    private void check(byte[] read, int offset, int count) throws IOException {
        if (checked != position) {
            return;
        }
        checksum.update(read, offset, count);
        checked += count;
        if (checked == length && checksum.getValue() != expectedChecksum) {
            reader.foundDamage();
            throw new IOException("the stored body has changed since it was written");
        }
    }

    /** Skipped bytes are not read. */
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
        if (channel.isOpen() && checked < length) {
            reader.leftUnchecked();
        }
        channel.close();
    }

    /** Receives the result of reading. */
    interface Reader {
        /** The body differs from the stored one. */
        void foundDamage();

        /** It was closed before it was read completely, and may have been sent by the container. */
        void leftUnchecked();
    }
}
