package io.github.imgproxy4j.embedded.internal.limit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Memory that images may use at the same time. A request for more than is left waits, in the order of arrival.
 * Thread-safe.
 *
 * <p>A thread must not wait for a budget while it holds a part of it: two that did could wait for each other. What is kept only
 * because it could be of use is taken with {@link #tryReserve} and given back {@link #whenShort}.
 */
public final class MemoryBudget {
    /** 64 kilobytes; keeps the number of units of any heap within an int. */
    private static final int UNIT_BITS = 16;

    private final int units;
    private final Semaphore free;
    private final AtomicInteger waiting = new AtomicInteger();
    private final List<Runnable> releases = new CopyOnWriteArrayList<>();

    public MemoryBudget(long bytes) {
        this.units = units(bytes);
        this.free = new Semaphore(units, true);
    }

    /** All of it, taken or not, in bytes. */
    public long size() {
        return (long) units << UNIT_BITS;
    }

    /** The free bytes. */
    public long free() {
        return (long) free.availablePermits() << UNIT_BITS;
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
                    "the image needs " + (bytes >> 20) + " MB, more than " + SettingNames.MEMORY + " allows");
        }
        if (!free.tryAcquire(needed, 0, TimeUnit.NANOSECONDS) && !await(needed, deadline)) {
            throw ProcessingException.timeout("no memory was free in time");
        }
        return new Claim(free, needed);
    }

    private boolean await(int needed, Deadline deadline) throws InterruptedException {
        waiting.incrementAndGet();
        Turn.Span wait = deadline.turn().waiting();
        try {
            releases.forEach(Runnable::run);
            return free.tryAcquire(needed, deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            wait.end();
            waiting.decrementAndGet();
        }
    }

    /** Takes so much if it is free and no other request waits for it; else null. */
    public @Nullable Claim tryReserve(long bytes) {
        int needed = units(bytes);
        return !isShort() && free.tryAcquire(needed) ? new Claim(free, needed) : null;
    }

    /**
     * Whether a request waits. To be called after starting to hold something that may be of use: it may have come too
     * late for {@link #whenShort}.
     */
    public boolean isShort() {
        return waiting.get() > 0;
    }

    /** What gives back, without waiting, all that is only kept because it could be of use. */
    public void whenShort(Runnable release) {
        releases.add(release);
    }

    private static int units(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes >> UNIT_BITS));
    }

    /** A part that is taken. Thread-safe. */
    public static final class Claim implements AutoCloseable {
        private Part part;

        private Claim(Semaphore free, int held) {
            this(new Part(free, held));
        }

        private Claim(Part part) {
            this.part = part;
        }

        /** An empty claim, for memory that is counted elsewhere. */
        public static Claim none() {
            return new Claim(Part.nothing());
        }

        /** Gives back what is over, unless others share it; never waits, and never takes more. */
        public void shrink(long bytes) {
            part().shrink(units(bytes));
        }

        /** The same in other hands; this one holds nothing from now on. */
        public Claim passOn() {
            return new Claim(taken());
        }

        /** Another claim on the same memory, which is given back when the last of them is closed. */
        public Claim shared() {
            return new Claim(part().shared());
        }

        /** Whether closing this one would not free anything yet. */
        public boolean isShared() {
            return part().isShared();
        }

        /** Gives it back, or this share of it. Idempotent. */
        @Override
        public void close() {
            taken().leave();
        }

        private synchronized Part part() {
            return part;
        }

        private synchronized Part taken() {
            Part before = part;
            part = Part.nothing();
            return before;
        }
    }

    /** Memory that one or more claims hold. */
    private static final class Part {
        private final Semaphore free;
        private int held;
        private int holders = 1;

        Part(Semaphore free, int held) {
            this.free = free;
            this.held = held;
        }

        static Part nothing() {
            return new Part(new Semaphore(0), 0);
        }

        synchronized Part shared() {
            holders++;
            return this;
        }

        synchronized boolean isShared() {
            return holders > 1;
        }

        synchronized void shrink(int kept) {
            if (holders == 1) {
                free.release(Math.max(0, held - kept));
                held = Math.min(held, kept);
            }
        }

        synchronized void leave() {
            holders--;
            if (holders == 0) {
                free.release(held);
                held = 0;
            }
        }
    }
}
