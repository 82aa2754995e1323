package io.github.imgproxy4j.cli.warm;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Says when the next request may be sent: so many a second, and none while a server has no room. Thread-safe. */
final class Pacer {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition time = lock.newCondition();
    private final long gapNanos;
    private long nextNanos = System.nanoTime();

    /**
     * A pacer.
     *
     * @param perSecond how many requests; 0 for no limit
     */
    Pacer(double perSecond) {
        gapNanos = perSecond == 0 ? 0 : (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
    }

    /** Waits for the turn of the caller. */
    void await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (long left = left(); left > 0; left = left()) {
                long unused = time.awaitNanos(left);
            }
            nextNanos = Math.max(nextNanos, System.nanoTime()) + gapNanos;
        } finally {
            lock.unlock();
        }
    }

    /** Gives no turns for a while. */
    void pause(Duration pause) {
        lock.lock();
        try {
            nextNanos = Math.max(nextNanos, System.nanoTime() + pause.toNanos());
        } finally {
            lock.unlock();
        }
    }

    private long left() {
        return nextNanos - System.nanoTime();
    }
}
