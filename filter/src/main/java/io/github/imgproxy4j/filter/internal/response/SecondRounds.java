package io.github.imgproxy4j.filter.internal.response;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Counts the requests that were dispatched once more so that the filter cuts their connections, and those that came to it.
 * Where the filter is mapped without the dispatcher ASYNC none comes, and no call of the Servlet API tells. Thread-safe.
 */
public final class SecondRounds {
    /** A request that is dispatched arrives at once; so long at most it waits for a thread of the container. */
    static final Duration OVERDUE = Duration.ofSeconds(2);

    private final Runnable whenMissed;
    private final LongSupplier nanoTime;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile long lastNanos;

    public SecondRounds(Runnable whenMissed) {
        this(whenMissed, System::nanoTime);
    }

    public SecondRounds(Runnable whenMissed, LongSupplier nanoTime) {
        this.whenMissed = whenMissed;
        this.nanoTime = nanoTime;
    }

    /** A request is dispatched. If those before are overdue they went somewhere else. */
    void begin() {
        long now = nanoTime.getAsLong();
        if (underWay.get() == 0) {
            lastNanos = now;
        } else if (now - lastNanos > OVERDUE.toNanos()) {
            whenMissed.run();
        }
        underWay.incrementAndGet();
    }

    /** A request that was dispatched is here. */
    public void arrived() {
        underWay.decrementAndGet();
        lastNanos = nanoTime.getAsLong();
    }
}
