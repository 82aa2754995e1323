package io.github.imgproxy4j.filter.internal.resources;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of one proxy: named, daemons, and gone when it is closed. */
public final class Threads implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Threads.class);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int STORE_WRITERS = 2;

    /** Those that have ended are removed when the next one is made. */
    private final Set<Thread> made = ConcurrentHashMap.newKeySet();

    private final ThreadPoolExecutor fetches;
    private final ExecutorService backgroundFetches;
    private final ExecutorService storeWriters;
    private final ExecutorService deliveries;
    private final ScheduledExecutorService scheduler;

    /**
     * Threads that start when they are needed.
     *
     * @param maximumFetches how many fetches run at once
     * @param waitingFetches how many may wait for their turn
     * @param backgroundFetches how many run besides, for no visitor
     */
    public Threads(int maximumFetches, int waitingFetches, int backgroundFetches) {
        this.fetches = pool("fetch", maximumFetches, waitingFetches);
        this.backgroundFetches = pool("background", backgroundFetches, Integer.MAX_VALUE);
        this.storeWriters = pool("store", STORE_WRITERS, Integer.MAX_VALUE);
        this.deliveries = pool("delivery", Math.max(2, Runtime.getRuntime().availableProcessors()), Integer.MAX_VALUE);
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, named("clock"));
        clock.setRemoveOnCancelPolicy(true); // Most limits of time are never reached.
        this.scheduler = clock;
    }

    private ThreadPoolExecutor pool(String name, int threads, int waiting) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(waiting),
                named(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "imgproxy4j-" + name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            made.removeIf(other -> other.getState() == Thread.State.TERMINATED);
            made.add(thread);
            return thread;
        };
    }

    public ThreadPoolExecutor fetches() {
        return fetches;
    }

    public ExecutorService backgroundFetches() {
        return backgroundFetches;
    }

    public ExecutorService storeWriters() {
        return storeWriters;
    }

    public ExecutorService deliveries() {
        return deliveries;
    }

    public ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /**
     * Lets no fetch begin any more, and waits a limited time for those that are under way.
     *
     * @return whether all have ended
     */
    public boolean awaitFetches(Duration limit) {
        fetches.shutdown();
        backgroundFetches.shutdown();
        try {
            long end = System.nanoTime() + limit.toNanos();
            return fetches.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS)
                    && backgroundFetches.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Ends all threads and waits for them, so that nothing of the web app runs on when it is undeployed. Deliveries come
     * last: they tell the clients of fetches that are given up.
     */
    @Override
    public void close() {
        List<ExecutorService> working = List.of(fetches, backgroundFetches, storeWriters, scheduler);
        working.forEach(ExecutorService::shutdownNow);
        working.forEach(Threads::awaitEnd);
        deliveries.shutdown();
        awaitEnd(deliveries);
        deliveries.shutdownNow();
        made.forEach(Threads::join);
    }

    /** An executor has terminated a moment before its threads have, and containers look for threads that were left. */
    private static void join(Thread thread) {
        try {
            if (thread != Thread.currentThread()) {
                thread.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitEnd(ExecutorService executor) {
        try {
            if (!executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("a thread did not end within {}", PATIENCE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
