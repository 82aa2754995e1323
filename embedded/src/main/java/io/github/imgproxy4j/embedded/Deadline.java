package io.github.imgproxy4j.embedded;

import java.time.Duration;

/** The end of the time that one image may take. Thread-safe. */
final class Deadline {
    private final long startNanos = System.nanoTime();
    private volatile long limitNanos;

    private Deadline(long limitNanos) {
        this.limitNanos = limitNanos;
    }

    static Deadline in(Duration limit) {
        return new Deadline(limit.toNanos());
    }

    boolean hasPassed() {
        return System.nanoTime() - startNanos >= limitNanos;
    }

    /** What is left, never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, limitNanos - (System.nanoTime() - startNanos)));
    }

    /** Sets how much is left from now on, for what was held up by others. */
    void leave(Duration left) {
        limitNanos = System.nanoTime() - startNanos + left.toNanos();
    }

    /** What is left, but at most a limit. */
    Duration left(Duration limit) {
        Duration left = left();
        return limit.compareTo(left) < 0 ? limit : left;
    }

    /**
     * Gives up when nobody waits any longer.
     *
     * @throws Refusal if the time is over
     * @throws InterruptedException if the thread was interrupted
     */
    void check() throws Refusal, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (hasPassed()) {
            throw Refusal.timeout("the image was not finished in time");
        }
    }
}
