package io.github.imgproxy4j.filter.internal.fetch;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The variants that were not stored a moment ago, so that a page that asks the cache route for them again and again does
 * not ask the disk or the bucket each time. Thread-safe.
 *
 * <p>What this process stores is known at once, because the count of changes differs then (see {@link Observations}).
 * Another process may store as well and cannot say so: a miss is remembered for a second at most, and on the
 * cache route only, whose clients go on to the proxy route, where the store is read.
 */
final class RecentMisses {
    static final Duration LONGEST = Duration.ofSeconds(1);

    /** A power of two; a key has one place, which the last miss keeps. With its key a miss takes about 100 bytes. */
    private static final int PLACES = 4096;

    private final LongSupplier nanoTime;
    private final AtomicReferenceArray<@Nullable Miss> misses = new AtomicReferenceArray<>(PLACES);

    RecentMisses(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether the tiers were read a moment ago, did not have it, and have not changed since. */
    boolean contain(String key, long changes) {
        Miss last = misses.get(place(key));
        return last != null
                && last.changes == changes
                && last.key.equals(key)
                && nanoTime.getAsLong() - last.nanos < LONGEST.toNanos();
    }

    /**
     * The tiers were read, and do not have it.
     *
     * @param changes the number of changes before they were read
     */
    void add(String key, long changes) {
        misses.set(place(key), new Miss(key, changes, nanoTime.getAsLong()));
    }

    private static int place(String key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & PLACES - 1;
    }

    private record Miss(String key, long changes, long nanos) {}
}
