package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.internal.resources.Limits;
import io.github.imgproxy4j.filter.internal.resources.Threads;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Fetches that no visitor waits for: few at once, each until the store has its variant, and begun at the pace that
 * visitors leave. Thread-safe.
 */
final class BackgroundLane {
    private final Threads threads;
    private final Limits limits;
    private final BackgroundPace pace;

    /** Those whose turn has not come, with the limit of their wait; guarded by this, as everything below. */
    private final Map<Fetch, Future<?>> waiting = new LinkedHashMap<>();

    /** With the time at which they began. */
    private final Map<Fetch, Long> running = new HashMap<>();

    /** How many images upstream makes for visitors. */
    private int visitorsImages;

    private @Nullable Future<?> nextLook;

    /** An empty lane. */
    BackgroundLane(Threads threads, Limits limits, BackgroundPace pace) {
        this.threads = threads;
        this.limits = limits;
        this.pace = pace;
    }

    /**
     * Adds a fetch, which runs when its turn comes.
     *
     * @param limit what ends the wait; cancelled when it has
     * @throws RejectedExecutionException if too many wait
     */
    synchronized void add(Fetch fetch, Future<?> limit) {
        if (waiting.size() >= limits.waitingFetches()) {
            throw new RejectedExecutionException("too many background fetches are waiting");
        }
        if (waiting.isEmpty()) {
            pace.queueBegan();
        }
        waiting.put(fetch, limit);
        runNext();
    }

    /** Takes out a fetch that waits; returns whether it did. */
    synchronized boolean remove(Fetch fetch) {
        Future<?> limit = waiting.remove(fetch);
        if (limit == null) {
            return false;
        }
        limit.cancel(false);
        return true;
    }

    /** Upstream makes a variant from now on. */
    synchronized void upstreamBegan(Fetch fetch) {
        visitorsImages += running.containsKey(fetch) ? 0 : 1;
    }

    /** It has made it, or failed. */
    synchronized void upstreamEnded(Fetch fetch) {
        visitorsImages -= running.containsKey(fetch) ? 0 : 1;
        runNext();
    }

    /** Gives the slot of a fetch that has ended to the next one; harmless for a fetch that had none. */
    synchronized void ended(Fetch fetch) {
        boolean unused = remove(fetch);
        Long begunNanos = running.remove(fetch);
        if (begunNanos != null) {
            pace.ended(System.nanoTime() - begunNanos);
            runNext();
        }
    }

    private synchronized void runNext() {
        while (!waiting.isEmpty() && running.size() < pace.atOnce(limits.backgroundFetches())) {
            long nanosLeft = pace.nanosLeft(visitorsImages > 0);
            if (nanosLeft > 0) {
                lookAgainIn(nanosLeft);
                return;
            }
            Fetch next = waiting.keySet().iterator().next();
            if (remove(next) && next.begin()) {
                run(next);
            }
        }
    }

    private void lookAgainIn(long nanos) {
        if (nextLook != null) {
            nextLook.cancel(false);
        }
        try {
            nextLook = threads.scheduler().schedule(this::runNext, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            // Those that wait are rejected, too.
            nextLook = null;
        }
    }

    private void run(Fetch fetch) {
        running.put(fetch, System.nanoTime());
        try {
            threads.backgroundFetches().execute(fetch::run);
        } catch (RejectedExecutionException closing) {
            fetch.reject(closing);
        }
    }
}
