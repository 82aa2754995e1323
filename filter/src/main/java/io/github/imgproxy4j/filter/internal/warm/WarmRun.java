package io.github.imgproxy4j.filter.internal.warm;

import io.github.imgproxy4j.SignedPath;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.resources.Threads;
import io.github.imgproxy4j.filter.internal.warm.VariantMaker.Made;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** The variants of one request for warming, a few at a time. Thread-safe. */
public final class WarmRun {
    /** Where there is no room, the wait of the queue comes in addition. */
    private static final long PAUSE_MILLIS = 1000;

    private static final int MOST_BUSY = 60;

    private final String id;
    private final VariantMaker maker;
    private final Threads threads;
    private final int total;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** Guarded by this, as everything below. */
    private final Deque<SignedPath> left;

    private final Map<String, Integer> failures = new LinkedHashMap<>();
    private final Set<SignedPath> running = new HashSet<>();
    private int made;
    private int stored;
    private boolean cancelled;

    WarmRun(String id, List<SignedPath> paths, VariantMaker maker, Threads threads) {
        this.id = id;
        this.maker = maker;
        this.threads = threads;
        this.total = paths.size();
        this.left = new ArrayDeque<>(paths);
    }

    /** Begins with the first ones. */
    void start(int atOnce) {
        for (int i = 0; i < atOnce; i++) {
            next();
        }
    }

    private void next() {
        SignedPath path;
        synchronized (this) {
            path = cancelled ? null : left.poll();
            if (path != null) {
                running.add(path);
            }
        }
        if (path == null) {
            endIfDone();
        } else {
            // Not on the thread that has just ended another one: many that are stored would be as many nested calls.
            submit(path, 0);
        }
    }

    private void submit(SignedPath path, int busyBefore) {
        try {
            threads.deliveries().execute(() -> make(path, busyBefore));
        } catch (RejectedExecutionException closed) {
            end(path, new Made(false, ErrorStatus.BUSY));
        }
    }

    private void make(SignedPath path, int busyBefore) {
        var unused = maker.make(path).whenComplete((result, bug) -> {
            if (bug != null) {
                end(path, new Made(false, ErrorStatus.BAD_GATEWAY));
            } else if (result.isBusy() && busyBefore < MOST_BUSY && !isCancelled()) {
                tryLater(path, busyBefore + 1);
            } else {
                end(path, result);
            }
        });
    }

    private void tryLater(SignedPath path, int busyBefore) {
        try {
            var unused =
                    threads.scheduler().schedule(() -> submit(path, busyBefore), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            end(path, new Made(false, ErrorStatus.BUSY));
        }
    }

    private void end(SignedPath path, Made result) {
        synchronized (this) {
            if (!running.remove(path)) {
                return;
            }
            if (result.errorStatus() != null) {
                failures.put(path.path(), result.errorStatus().status());
            } else if (result.now()) {
                made++;
            } else {
                stored++;
            }
        }
        next();
    }

    private void endIfDone() {
        boolean done;
        synchronized (this) {
            done = running.isEmpty() && (cancelled || left.isEmpty());
        }
        if (done) {
            end.complete(null);
        }
    }

    /** Begins no more. */
    public void cancel() {
        synchronized (this) {
            cancelled = true;
        }
        endIfDone();
    }

    /** Ends it now, because the proxy is closed: what is left has failed. */
    void abort() {
        synchronized (this) {
            left.addAll(running);
            left.forEach(path -> failures.put(path.path(), ErrorStatus.BUSY.status()));
            left.clear();
            running.clear();
        }
        end.complete(null);
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    public String id() {
        return id;
    }

    public int total() {
        return total;
    }

    public synchronized int made() {
        return made;
    }

    public synchronized int stored() {
        return stored;
    }

    /** The paths that could not be made, each with its status. */
    public synchronized Map<String, Integer> failures() {
        return Map.copyOf(failures);
    }

    public boolean isDone() {
        return end.isDone();
    }

    /** Complete when all have been tried, or those that were running when it was cancelled. */
    public CompletableFuture<Void> end() {
        return end;
    }
}
