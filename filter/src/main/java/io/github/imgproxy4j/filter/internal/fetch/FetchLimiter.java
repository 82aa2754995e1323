package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.internal.resources.Limits;
import io.github.imgproxy4j.filter.internal.resources.Threads;
import io.github.imgproxy4j.filter.internal.resources.ThrottledLogger;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where fetches begin: so many at once, and others in turn, after a limited wait; visitors first. Thread-safe. */
final class FetchLimiter {
    private static final Logger log = LoggerFactory.getLogger(FetchLimiter.class);

    /** What waits in the background gets some turns before its longest wait is over, however many visitors there are. */
    private static final int PATIENCE_PER_WAIT = 5;

    private final Threads threads;
    private final Limits limits;
    private final ThrottledLogger overload = new ThrottledLogger();
    private final AtomicInteger fetchesInProgress = new AtomicInteger();
    private final BackgroundPace pace;
    private final BackgroundLane background;

    FetchLimiter(Threads threads, Limits limits) {
        this.threads = threads;
        this.limits = limits;
        this.pace = new BackgroundPace(
                System::nanoTime,
                Runtime.getRuntime().availableProcessors(),
                limits.longestWait().dividedBy(PATIENCE_PER_WAIT));
        this.background = new BackgroundLane(threads, limits, pace);
    }

    /** Runs a fetch as soon as there is a thread for it, on that thread; or rejects it, on any. */
    void submit(Fetch fetch) {
        // Only a fetch that has to wait needs a time limit: a timer for every fetch would wake a thread for each.
        boolean waits = fetchesInProgress.incrementAndGet() > limits.concurrentFetches();
        Future<?> tooLong = null;
        try {
            tooLong = waits ? rejectLater(fetch) : null;
            Future<?> limit = tooLong;
            threads.fetches().execute(() -> run(fetch, limit));
        } catch (RejectedExecutionException fullOrClosing) {
            fetchesInProgress.decrementAndGet();
            cancel(tooLong);
            if (!threads.fetches().isShutdown()) {
                overload.warn(log, "{} images are waiting for upstream already", limits.waitingFetches());
            }
            reject(fetch, fullOrClosing);
        }
    }

    /** Runs a fetch that no visitor waits for when its turn comes, or rejects it. */
    void submitInBackground(Fetch fetch) {
        Future<?> tooLong = null;
        try {
            tooLong = rejectLater(fetch);
            background.add(fetch, tooLong);
            if (fetch.isWantedByVisitor()) {
                promote(fetch);
            }
        } catch (RejectedExecutionException fullOrClosing) {
            cancel(tooLong);
            reject(fetch, fullOrClosing);
        }
    }

    /** A visitor waits for a fetch that was submitted for the background: if it still waits, it does so no longer there. */
    void promote(Fetch fetch) {
        fetch.wantedByVisitor();
        if (background.remove(fetch)) {
            submit(fetch);
        }
    }

    /** A request of a visitor has come, for a stored variant or another. */
    void visitorCame() {
        pace.visitorCame();
    }

    /** Whether requests of visitors have come a moment ago. */
    boolean areVisitorsThere() {
        return pace.areVisitorsThere();
    }

    /** Upstream makes a variant from now on. */
    void upstreamBegan(Fetch fetch) {
        background.upstreamBegan(fetch);
    }

    /** Upstream has made it, or failed. */
    void upstreamEnded(Fetch fetch) {
        background.upstreamEnded(fetch);
    }

    /** The fetch needs nothing any more. */
    void ended(Fetch fetch) {
        background.ended(fetch);
    }

    private Future<?> rejectLater(Fetch fetch) {
        return threads.scheduler()
                .schedule(
                        () -> reject(
                                fetch, new IOException("waited longer than " + limits.longestWait() + " in the queue")),
                        limits.longestWait().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private static void reject(Fetch fetch, Exception reason) {
        if (fetch.begin()) {
            fetch.reject(reason);
        }
    }

    private void run(Fetch fetch, @Nullable Future<?> limit) {
        try {
            cancel(limit);
            if (fetch.begin()) {
                fetch.run();
            }
        } finally {
            fetchesInProgress.decrementAndGet();
        }
    }

    private static void cancel(@Nullable Future<?> limit) {
        if (limit != null) {
            limit.cancel(false);
        }
    }
}
