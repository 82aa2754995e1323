package io.github.imgproxy4j.filter.store.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Writes into a new file all that fits into a buffer at once: most variants, with their metadata, take one call of the
 * system. For one thread.
 */
final class GatheredOutput extends OutputStream {
    private final WritableByteChannel file;
    private final Buffers buffers;
    private final ByteBuffer buffer;
    private boolean closed;

    GatheredOutput(WritableByteChannel file, Buffers buffers) {
        this.file = file;
        this.buffers = buffers;
        this.buffer = buffers.take();
    }

    @Override
    public void write(int next) throws IOException {
        write(new byte[] {(byte) next}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int written = 0;
        while (written < length) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int count = Math.min(length - written, buffer.remaining());
            buffer.put(bytes, offset + written, count);
            written += count;
        }
    }

    @Override
    public void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (file) {
            flush();
        } finally {
            buffers.giveBack(buffer);
        }
    }

    /** Buffers that are used again, outside the heap: from there the system takes bytes without another copy. Thread-safe. */
    static final class Buffers {
        /** Longer than most variants are. */
        private static final int BYTES = 128 * 1024;

        /** As many as there are threads that write, usually. */
        private static final int KEPT = 2;

        private final Queue<ByteBuffer> idle = new ArrayBlockingQueue<>(KEPT);

        private ByteBuffer take() {
            ByteBuffer kept = idle.poll();
            return kept == null ? ByteBuffer.allocateDirect(BYTES) : kept.clear();
        }

        private void giveBack(ByteBuffer buffer) {
            boolean unused = idle.offer(buffer);
        }
    }
}
