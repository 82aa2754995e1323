package io.github.imgproxy4j.embedded;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.limit.Turn;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Limits the number of images being processed and of those waiting, in FIFO order. Thread-safe. */
final class WorkQueue {
    private final Semaphore workers;
    private final int maxWaiting;
    private final Duration timeout;

    /**
     * A queue.
     *
     * @param workers the number of images processed at the same time
     * @param maxWaiting the maximum number of waiting images; 0: no limit
     * @param timeout the maximum waiting time
     */
    WorkQueue(int workers, int maxWaiting, Duration timeout) {
        this.workers = new Semaphore(workers, true);
        this.maxWaiting = maxWaiting;
        this.timeout = timeout;
    }

    /**
     * Waits for a worker.
     *
     * @param turn that of the image
     * @return to be closed when the work is done
     * @throws ProcessingException if too many are waiting, or the wait took too long
     */
    Place enter(Turn turn) throws ProcessingException, InterruptedException {
        if (!workers.tryAcquire(0, TimeUnit.NANOSECONDS)) {
            if (maxWaiting > 0 && workers.getQueueLength() >= maxWaiting) {
                throw ProcessingException.tooManyRequests(maxWaiting + " images are already waiting");
            }
            if (!await(turn)) {
                throw ProcessingException.tooManyRequests("no worker was free within " + timeout);
            }
        }
        return workers::release;
    }

    private boolean await(Turn turn) throws InterruptedException {
        Turn.Span wait = turn.waiting();
        try {
            return workers.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            wait.end();
        }
    }

    /** The number of waiting images, for tests; an estimate. */
    int waiting() {
        return workers.getQueueLength();
    }

    /** An acquired worker; must be closed once. */
    @FunctionalInterface
    interface Place {
        void close();
    }
}
