package io.github.imgproxy4j.filter.internal.body;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** A whole body in memory, never changed and shared by all readers. */
public final class HeapBytes implements ByteSource {
    private final byte[] bytes;
    private final int length;

    public HeapBytes(byte[] bytes) {
        this(bytes, bytes.length);
    }

    /**
     * The first bytes of an array.
     *
     * @param bytes not to be changed any more
     */
    public HeapBytes(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    public int length() {
        return length;
    }

    void copyTo(ByteBuffer target) {
        target.put(bytes, 0, length);
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes, 0, length);
    }

    @Override
    public int transfer(long position, long end, OutputStream out) throws IOException {
        int count = (int) (Math.min(end, length) - position);
        if (count <= 0) {
            return END;
        }
        out.write(bytes, (int) position, count);
        return count;
    }

    @Override
    public void onAvailable(long position, Runnable task) {
        task.run();
    }

    @Override
    public CompletableFuture<Long> wholeLength() {
        return CompletableFuture.completedFuture((long) length);
    }

    @Override
    public boolean isShort() {
        return length <= LONGEST_SHORT;
    }

    @Override
    public void close() {}
}
