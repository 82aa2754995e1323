package io.github.imgproxy4j.embedded;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets a limited number of images be worked on, and a limited number wait, first come first served. Thread-safe. */
final class WorkQueue {
    private final Semaphore workers;
    private final int maxWaiting;
    private final Duration timeout;

    /**
     * A queue.
     *
     * @param workers how many are worked on at once
     * @param maxWaiting how many may wait; 0: any number
     * @param timeout how long each may wait
     */
    WorkQueue(int workers, int maxWaiting, Duration timeout) {
        this.workers = new Semaphore(workers, true);
        this.maxWaiting = maxWaiting;
        this.timeout = timeout;
    }

    /**
     * Waits for a worker.
     *
     * @return to be closed when the work is done
     * @throws ProcessingException if too many wait already, or the wait took too long
     */
    Place enter() throws ProcessingException, InterruptedException {
        if (!workers.tryAcquire(0, TimeUnit.NANOSECONDS)) {
            if (maxWaiting > 0 && workers.getQueueLength() >= maxWaiting) {
                throw ProcessingException.tooManyRequests(maxWaiting + " images wait already");
            }
            if (!workers.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw ProcessingException.tooManyRequests("no worker was free within " + timeout);
            }
        }
        return workers::release;
    }

    /** How many wait, for tests; an estimate. */
    int waiting() {
        return workers.getQueueLength();
    }

    /** A worker's time; to be closed once. */
    @FunctionalInterface
    interface Place {
        void close();
    }
}
