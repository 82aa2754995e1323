package io.github.imgproxy4j.filter.internal.body;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Buffers of one size for bodies that pass through the heap, used again: making one is dearer than reading into it.
 * Thread-safe; holds a megabyte at most.
 */
final class BufferPool {
    /** Most variants are one piece: one read and one write. */
    static final int BYTES = 64 * 1024;

    private static final int PLACES = 16;

    private final AtomicReferenceArray<byte @Nullable []> free = new AtomicReferenceArray<>(PLACES);

    /** A buffer for the caller alone, with any content. */
    byte[] take() {
        byte[] buffer = free.getAndSet(place(), null);
        return buffer == null ? new byte[BYTES] : buffer;
    }

    /** The caller, and every reader that it passed the buffer to, must not use it any more. */
    void release(byte[] buffer) {
        free.lazySet(place(), buffer);
    }

    private static int place() {
        return (int) Thread.currentThread().getId() & PLACES - 1;
    }
}
