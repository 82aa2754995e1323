package io.github.imgproxy4j.filter.store.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.zip.CRC32C;

/**
 * The body in an open file. A truncated file is an error, never a shorter body. If the body is read from its first
 * byte, the last bytes are returned only if all bytes match the checksum.
 */
final class BodyStream extends InputStream implements ReadableByteChannel {
    private final OpenFile file;
    private final long length;
    private final long expectedChecksum;
    private final Reader reader;
    private final CRC32C checksum = new CRC32C();
    private long position;
    private boolean closed;

    /** The number of bytes from the beginning that the checksum covers. */
    private long checked;

    /**
     * A stream from the first byte on.
     *
     * @param file released when this is closed
     * @param reader receives the result of reading
     */
    BodyStream(OpenFile file, Reader reader) {
        this.file = file;
        this.length = file.trailer().metadata().length();
        this.expectedChecksum = file.trailer().bodyChecksum();
        this.reader = reader;
    }

    @Override
    public int read() throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        return read(one.array(), 0, 1) < 0 ? -1 : one.get(0) & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        return wanted == 0 ? 0 : read(ByteBuffer.wrap(target, offset, wanted));
    }

    /** Into direct memory without a copy on the heap. */
    @Override
    public int read(ByteBuffer target) throws IOException {
        long remaining = length - position;
        if (remaining == 0) {
            return -1;
        }
        int start = target.position();
        int limit = target.limit();
        target.limit((int) Math.min(limit, start + remaining));
        int count = file.read(target, position);
        target.limit(limit);
        if (count < 0) {
            throw new IOException("file ends " + remaining + " bytes early");
        }
        check(target.duplicate().position(start).limit(start + count));
        position += count;
        return count;
    }

    private void check(ByteBuffer read) throws IOException {
        if (checked != position) {
            return;
        }
        checked += read.remaining();
        checksum.update(read.duplicate());
        if (checked == length && checksum.getValue() != expectedChecksum) {
            reader.foundDamage();
            throw new IOException("the stored body has changed since it was written");
        }
        if (read.remaining() == length) {
            file.verified(read);
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
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (checked < length) {
            reader.leftUnchecked();
        }
        file.release();
    }

    /** Receives the result of reading. */
    interface Reader {
        /** The body differs from the stored one. */
        void foundDamage();

        /** It was closed before it was read completely, and may have been sent by the container. */
        void leftUnchecked();
    }
}
