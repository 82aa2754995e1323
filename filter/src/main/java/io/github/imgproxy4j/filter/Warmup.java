package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.internal.warm.WarmRun;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Variants that are being made before visitors ask for them: how far that is, and its end. Thread-safe.
 *
 * @see CachingProxy#warm
 */
public final class Warmup {
    private final WarmRun run;

    Warmup(WarmRun run) {
        this.run = run;
    }

    /** The name under which the route {@code MOUNT/warm} tells how far it is. */
    public String id() {
        return run.id();
    }

    /** The number of variants. */
    public int total() {
        return run.total();
    }

    /** How many have been made. */
    public int made() {
        return run.made();
    }

    /** How many were there already. */
    public int stored() {
        return run.stored();
    }

    /** The paths, without signature, that could not be made, each with the HTTP status that a client would get. */
    public Map<String, Integer> failures() {
        return run.failures();
    }

    /** Whether nothing is left to be done. */
    public boolean isDone() {
        return run.isDone();
    }

    /** Makes no further variants; those that are under way are finished. */
    public void cancel() {
        run.cancel();
    }

    /**
     * This, as soon as nothing is left to be done; never fails. Every variant that was made is served from then on, also
     * by the cache route.
     *
     * @return a new future; cancelling it has no effect on the variants
     */
    public CompletableFuture<Warmup> completion() {
        return run.end().thenApply(unused -> this);
    }

    /** The counters. */
    @Override
    public String toString() {
        return "Warmup[id=" + id() + ", total=" + total() + ", made=" + made() + ", stored=" + stored() + ", failed="
                + failures().size() + "]";
    }
}
