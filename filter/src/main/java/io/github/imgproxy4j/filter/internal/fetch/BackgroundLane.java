package io.github.imgproxy4j.filter.internal.fetch;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * Fetches that no visitor waits for: few at once, each until the store has its variant, and begun only while upstream
 * makes nothing for a visitor. Thread-safe.
 */
final class BackgroundLane {
    private final Executor threads;
    private final int slots;
    private final int longestQueue;

    /** Those whose turn has not come, with the limit of their wait; guarded by this, as everything below. */
    private final Map<Fetch, Future<?>> waiting = new LinkedHashMap<>();

    private final Set<Fetch> running = new HashSet<>();
    private int visitors;

    /**
     * An empty lane.
     *
     * @param threads at least as many as slots
     * @param slots how many fetches at once
     * @param longestQueue how many may wait
     */
    BackgroundLane(Executor threads, int slots, int longestQueue) {
        this.threads = threads;
        this.slots = slots;
        this.longestQueue = longestQueue;
    }

    /**
     * Adds a fetch, which runs when its turn comes.
     *
     * @param limit what ends the wait; cancelled when it has
     * @throws RejectedExecutionException if too many wait
     */
    synchronized void add(Fetch fetch, Future<?> limit) {
        if (waiting.size() >= longestQueue) {
            throw new RejectedExecutionException("too many background fetches are waiting");
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
        visitors += running.contains(fetch) ? 0 : 1;
    }

    /** It has made it, or failed. */
    synchronized void upstreamEnded(Fetch fetch) {
        visitors -= running.contains(fetch) ? 0 : 1;
        runNext();
    }

    /** Gives the slot of a fetch that has ended to the next one; harmless for a fetch that had none. */
    synchronized void ended(Fetch fetch) {
        boolean unused = remove(fetch);
        if (running.remove(fetch)) {
            runNext();
        }
    }

    private void runNext() {
        while (visitors == 0 && running.size() < slots && !waiting.isEmpty()) {
            Fetch next = waiting.keySet().iterator().next();
            if (remove(next) && next.begin()) {
                run(next);
            }
        }
    }

    private void run(Fetch fetch) {
        running.add(fetch);
        try {
            threads.execute(fetch::run);
        } catch (RejectedExecutionException closing) {
            fetch.reject(closing);
        }
    }
}
