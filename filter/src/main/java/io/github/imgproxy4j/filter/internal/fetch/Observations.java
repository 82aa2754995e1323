package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.http.Freshness;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.internal.tier.KeySelector;
import io.github.imgproxy4j.filter.internal.tier.Tiers;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tiers for a request and decides, both at once and both once. Thread-safe.
 *
 * <p>What was read still holds as long as no fetch of the variant has ended and it was not purged since. A change of the
 * tiers is counted after it was made and before the end of the fetch can be seen; a reader notes the count before it reads.
 * So a request that finds neither a variant nor, later, a fetch of it knows by an unchanged count that no request has fetched it
 * in between. Keys share {@value #COUNTS} counts by their hashes: a change that is another key's costs a second look.
 */
final class Observations {
    /** A power of two; with more the counts would not fit a corner of the processor's cache. */
    private static final int COUNTS = 256;

    private final Tiers tiers;
    private final CacheWriter cacheWriter;
    private final Freshness freshness;
    private final Clock clock;
    private final NegativeCache failedRevalidations;
    private final AtomicLongArray changes = new AtomicLongArray(COUNTS);
    private final RecentMisses misses = new RecentMisses(System::nanoTime);

    Observations(
            Tiers tiers, CacheWriter cacheWriter, Freshness freshness, Clock clock, NegativeCache failedRevalidations) {
        this.tiers = tiers;
        this.cacheWriter = cacheWriter;
        this.freshness = freshness;
        this.clock = clock;
        this.failedRevalidations = failedRevalidations;
    }

    /** How often the tiers have changed for a key; to be noted before they are read. */
    long changes(String key) {
        return changes.get(place(key));
    }

    /** A fetch has ended, and the tiers have what it brought. */
    void changed(String key) {
        changes.incrementAndGet(place(key));
    }

    /** Variants were purged. */
    void changed(KeySelector keys) {
        if (keys.key() != null) {
            changed(keys.key());
            return;
        }
        for (int place = 0; place < COUNTS; place++) {
            changes.incrementAndGet(place);
        }
    }

    private static int place(String key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & COUNTS - 1;
    }

    /** Whether the tiers still have what was seen, as far as this process changes them. */
    boolean holds(String key, Observation seen) {
        return seen.changes() == changes(key);
    }

    /** Reads all tiers. May wait for the network, unless the store is local. */
    Observation ofTiers(RequestCheck requestCheck) {
        long before = changes(requestCheck.key());
        Tiers.Found inMemory = tiers.inMemory(requestCheck.key());
        return inMemory == null ? ofStore(requestCheck, before) : of(requestCheck, inMemory, null, before);
    }

    /** Reads the copies of a distant store that are on this machine, where memory has nothing; waits for no network. */
    Observation ofLocalCache(RequestCheck requestCheck, long before) {
        long startedNanos = System.nanoTime();
        String key = requestCheck.key();
        Tiers.Found copy = cacheWriter.isCopyBeingRemoved(key) ? null : tiers.inLocalCache(key);
        return of(requestCheck, copy, System.nanoTime() - startedNanos, before);
    }

    /** Reads the store, where memory has nothing. */
    Observation ofStore(RequestCheck requestCheck, long before) {
        long startedNanos = System.nanoTime();
        Tiers.Found inStore = cacheWriter.isBeingRemoved(requestCheck.key()) ? null : tiers.inStore(requestCheck.key());
        Long storeNanos = tiers.hasStore() ? System.nanoTime() - startedNanos : null;
        return of(requestCheck, inStore, storeNanos, before);
    }

    /** Whether the cache route may say that it is not stored without reading the store once more. */
    boolean wasMissing(String key, long before) {
        return misses.contain(key, before);
    }

    /** Decides about what memory has. */
    Observation ofMemory(RequestCheck requestCheck, Tiers.Found inMemory, long before) {
        return of(requestCheck, inMemory, null, before);
    }

    private Observation of(
            RequestCheck requestCheck, Tiers.@Nullable Found found, @Nullable Long storeNanos, long before) {
        ImageMetadata entry = found == null ? null : found.metadata();
        if (entry == null && requestCheck.route() == Route.CACHE && tiers.isSure()) {
            misses.add(requestCheck.key(), before);
        }
        Instant now = clock.instant();
        Decision decision = Decision.of(requestCheck, entry, now, freshness);
        if (entry != null && decision.renews() && failedRevalidations.get(requestCheck.key()) != null) {
            decision = decision.afterFailure(entry.lifetime(), now, freshness);
        }
        return new Observation(found, decision, storeNanos, before);
    }
}
