package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.internal.resources.Limits;
import io.github.imgproxy4j.filter.internal.resources.Threads;
import io.github.imgproxy4j.filter.internal.resources.ThrottledLogger;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where flights begin: so many at once, and others in turn, after a limited wait. Thread-safe. */
final class FetchLimiter {
    private static final Logger log = LoggerFactory.getLogger(FetchLimiter.class);

    private final Threads threads;
    private final Limits limits;
    private final ThrottledLogger overload = new ThrottledLogger();
    private final AtomicInteger fetchesInProgress = new AtomicInteger();

    FetchLimiter(Threads threads, Limits limits) {
        this.threads = threads;
        this.limits = limits;
    }

    /**
     * Begins a flight as soon as there is a thread for it, on that thread; or turns it away, on any.
     *
     * @param reject gets the reason
     */
    void submit(Flight flight, Runnable proceed, Consumer<Exception> reject) {
        Consumer<Exception> refuse = reason -> {
            if (flight.begin()) {
                reject.accept(reason);
            }
        };
        // Only who has to wait needs a limit for it: a timer for every flight would wake a thread for each.
        boolean waits = fetchesInProgress.incrementAndGet() > limits.concurrentFetches();
        Future<?> tooLong = null;
        try {
            tooLong = waits ? refuseLater(refuse) : null;
            Future<?> limit = tooLong;
            threads.fetches().execute(() -> begin(flight, proceed, limit));
        } catch (RejectedExecutionException fullOrClosing) {
            fetchesInProgress.decrementAndGet();
            cancel(tooLong);
            if (!threads.fetches().isShutdown()) {
                overload.warn(log, "{} images are waiting for upstream already", limits.waitingFetches());
            }
            refuse.accept(fullOrClosing);
        }
    }

    private Future<?> refuseLater(Consumer<Exception> refuse) {
        return threads.scheduler()
                .schedule(
                        () -> refuse.accept(
                                new IOException("waited longer than " + limits.longestWait() + " for its turn")),
                        limits.longestWait().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void begin(Flight flight, Runnable proceed, @Nullable Future<?> limit) {
        try {
            cancel(limit);
            if (flight.begin()) {
                proceed.run();
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
