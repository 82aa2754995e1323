package io.github.imgproxy4j.embedded;

import java.time.Duration;

/** The end of the time that one image may take. Thread-safe. */
final class Deadline {
    private final long startNanos = System.nanoTime();
    private final long limitNanos;

    private Deadline(long limitNanos) {
        this.limitNanos = limitNanos;
    }

    static Deadline in(Duration limit) {
        return new Deadline(limit.toNanos());
    }

    boolean hasPassed() {
        return System.nanoTime() - startNanos >= limitNanos;
    }

    /** What is left of a limit, never negative. */
    Duration left(Duration limit) {
        long left = Math.max(0, limitNanos - (System.nanoTime() - startNanos));
        return limit.toNanos() < left ? limit : Duration.ofNanos(left);
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
