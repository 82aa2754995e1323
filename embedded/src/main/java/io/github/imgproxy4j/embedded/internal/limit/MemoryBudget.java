package io.github.imgproxy4j.embedded.internal.limit;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Memory that images may take at the same time. Whoever needs more than is left waits, first come first served.
 * Thread-safe.
 *
 * <p>Nobody may wait for a budget while he holds a part of it: two who did could wait for each other.
 */
public final class MemoryBudget {
    /** 64 kilobytes; keeps the number of units of any heap within an int. */
    private static final int UNIT_BITS = 16;

    private final int units;
    private final Semaphore free;

    public MemoryBudget(long bytes) {
        this.units = units(bytes);
        this.free = new Semaphore(units, true);
    }

    /** All of it, taken or not, in bytes. */
    public long size() {
        return (long) units << UNIT_BITS;
    }

    /**
     * Waits until so much is left, and takes it.
     *
     * @throws ProcessingException if it is more than there is at all, or the time is over
     */
    public Claim reserve(long bytes, Deadline deadline) throws ProcessingException, InterruptedException {
        int needed = units(bytes);
        if (needed > units) {
            throw ProcessingException.invalidImage(
                    "the image takes " + (bytes >> 20) + " MB, more than " + SettingNames.MEMORY + " allows");
        }
        if (!free.tryAcquire(needed, deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
            throw ProcessingException.timeout("no memory was free in time");
        }
        return new Claim(free, needed);
    }

    private static int units(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes >> UNIT_BITS));
    }

    /** A part that is taken. Thread-safe. */
    public static final class Claim implements AutoCloseable {
        private final Semaphore free;
        private final AtomicInteger held;

        private Claim(Semaphore free, int held) {
            this.free = free;
            this.held = new AtomicInteger(held);
        }

        /** A claim on nothing, for what somebody else pays. */
        public static Claim none() {
            return new Claim(new Semaphore(0), 0);
        }

        /** Gives back what is over; never waits, and never takes more. */
        public void shrink(long bytes) {
            int kept = units(bytes);
            free.release(Math.max(0, held.getAndUpdate(before -> Math.min(before, kept)) - kept));
        }

        /** The same in other hands; this one holds nothing from now on. */
        public Claim passOn() {
            return new Claim(free, held.getAndSet(0));
        }

        /** Gives all of it back. Idempotent. */
        @Override
        public void close() {
            free.release(held.getAndSet(0));
        }
    }
}
