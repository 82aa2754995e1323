package io.github.imgproxy4j.filter.internal.response;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The asynchronous deliveries of one proxy: the threads that they share, and an end for those that their container has
 * forgotten. Thread-safe.
 *
 * <p>Containers end a response themselves when the client takes nothing: Tomcat after 20 s, Jetty after 30 s by default. But
 * Tomcat does not always call a writer again that waits when the client cancels its stream of HTTP/2, not even when the
 * connection ends. Its bytes, and with them the memory of a fetch, would be held for ever.
 */
public final class Deliveries {
    /** More than containers wait by default, and nginx (60 s). */
    public static final Duration LONGEST_STALL = Duration.ofMinutes(2);

    private static final int LOOKS_PER_LIMIT = 4;

    private final Executor threads;
    private final ScheduledExecutorService scheduler;
    private final Duration longestStall;
    private final Set<AsyncDelivery> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * No delivery yet.
     *
     * @param threads write to clients that did not open a fetch
     * @param longestStall how long a client may take nothing
     */
    public Deliveries(Executor threads, ScheduledExecutorService scheduler, Duration longestStall) {
        this.threads = threads;
        this.scheduler = scheduler;
        this.longestStall = longestStall;
    }

    void execute(Runnable task) {
        threads.execute(task);
    }

    void begin(AsyncDelivery delivery) {
        running.add(delivery);
        if (looking.compareAndSet(false, true)) {
            long period = Math.max(1, longestStall.toMillis() / LOOKS_PER_LIMIT);
            ScheduledFuture<?> unused = scheduler.scheduleWithFixedDelay(
                    () -> running.forEach(each -> each.endIfStalled(longestStall)),
                    period,
                    period,
                    TimeUnit.MILLISECONDS);
        }
    }

    void end(AsyncDelivery delivery) {
        running.remove(delivery);
    }
}
