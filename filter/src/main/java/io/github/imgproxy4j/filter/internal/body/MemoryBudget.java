package io.github.imgproxy4j.filter.internal.body;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that all relays together may hold in memory. Thread-safe. */
public final class MemoryBudget {
    private final long limitBytes;
    private final AtomicLong reserved = new AtomicLong();

    public MemoryBudget(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** Reserves the bytes and returns true, or reserves nothing and returns false. */
    boolean tryReserve(int bytes) {
        if (reserved.addAndGet(bytes) <= limitBytes) {
            return true;
        }
        release(bytes);
        return false;
    }

    void release(long bytes) {
        reserved.addAndGet(-bytes);
    }

    public long reservedBytes() {
        return reserved.get();
    }
}
