package io.github.imgproxy4j.embedded;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that pictures may take at the same time. Whoever needs more than is left waits, first come first served.
 * Thread-safe.
 */
final class MemoryBudget {
    /** 64 kilobytes; keeps the number of units of any heap within an int. */
    private static final int UNIT_BITS = 16;

    private final int units;
    private final Semaphore free;

    MemoryBudget(long bytes) {
        this.units = units(bytes);
        this.free = new Semaphore(units, true);
    }

    /**
     * Waits until so much is left.
     *
     * @return to be called once when it is no longer needed
     * @throws Refusal if it is more than there is at all, or the time is over
     */
    Runnable reserve(long bytes, Deadline deadline) throws Refusal, InterruptedException {
        int needed = units(bytes);
        if (needed > units) {
            throw Refusal.invalidImage("the picture takes " + (bytes >> 20) + " MB, more than "
                    + EmbeddedSettings.MEMORY.key() + " allows");
        }
        if (!free.tryAcquire(needed, deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
            throw Refusal.timeout("no memory was free in time");
        }
        return () -> free.release(needed);
    }

    private static int units(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes >> UNIT_BITS));
    }
}
