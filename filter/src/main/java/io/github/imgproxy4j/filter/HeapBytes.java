package io.github.imgproxy4j.filter;

import java.io.IOException;
import java.io.OutputStream;

/** A whole body in memory, never changed and shared by all readers. */
final class HeapBytes implements ByteSource {
    private final byte[] bytes;

    HeapBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes themselves, not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public int transfer(long position, long end, OutputStream out) throws IOException {
        int count = (int) (Math.min(end, bytes.length) - position);
        if (count <= 0) {
            return END;
        }
        out.write(bytes, (int) position, count);
        return count;
    }

    @Override
    public void whenBeyond(long position, Runnable task) {
        task.run();
    }

    @Override
    public boolean isShort() {
        return bytes.length <= LONGEST_SHORT;
    }

    @Override
    public void close() {}
}
