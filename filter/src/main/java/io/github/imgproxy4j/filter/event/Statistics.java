package io.github.imgproxy4j.filter.event;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the events of the proxy since its start. Thread-safe. */
public final class Statistics implements ProxyListener {
    private final LongAdder requests = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder collapsed = new LongAdder();
    private final LongAdder remembered = new LongAdder();
    private final LongAdder notStored = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder stored = new LongAdder();
    private final LongAdder storeFailures = new LongAdder();
    private final LongAdder fetches = new LongAdder();
    private final LongAdder fetchNanos = new LongAdder();
    private final LongAdder bytesSaved = new LongAdder();
    private final LongAdder bytesServed = new LongAdder();
    private final LongAdder bytesStored = new LongAdder();
    private final Map<String, LongAdder> hitsByTier = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> evictedByTier = new ConcurrentHashMap<>();

    public Statistics() {}

    @Override
    public void answered(Answered event) {
        requests.increment();
        bytesServed.add(event.bytes());
        if (event.status() >= 500) {
            errors.increment();
        }
        switch (event.outcome()) {
            case HIT -> increment(hitsByTier, String.valueOf(event.tier()));
            case MISS -> misses.increment();
            case COLLAPSED -> collapsed.increment();
            case NEGATIVE_HIT -> remembered.increment();
            case NOT_STORED -> notStored.increment();
            case REFUSED -> refused.increment();
            case OWN -> {
                // Neither the cache nor upstream had a part in it.
            }
        }
    }

    @Override
    public void stored(Stored event) {
        stored.increment();
        bytesStored.add(event.bytes());
        Long saved = event.savedBytes();
        if (saved != null) {
            bytesSaved.add(saved);
        }
    }

    @Override
    public void fetched(Fetched event) {
        fetches.increment();
        fetchNanos.add(event.took().toNanos());
    }

    @Override
    public void evicted(Evicted event) {
        increment(evictedByTier, event.tier());
    }

    private static void increment(Map<String, LongAdder> counts, String tier) {
        counts.computeIfAbsent(tier, name -> new LongAdder()).increment();
    }

    @Override
    public void storeFailed(String key, Throwable cause) {
        storeFailures.increment();
    }

    /** The current counters. They may or may not include concurrent events. */
    public Snapshot snapshot() {
        return new Snapshot(
                requests.sum(),
                sums(hitsByTier),
                misses.sum(),
                collapsed.sum(),
                remembered.sum(),
                notStored.sum(),
                refused.sum(),
                errors.sum(),
                stored.sum(),
                storeFailures.sum(),
                sums(evictedByTier),
                fetches.sum(),
                Duration.ofNanos(fetchNanos.sum()),
                bytesServed.sum(),
                bytesStored.sum(),
                bytesSaved.sum());
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((tier, count) -> sums.put(tier, count.sum()));
        return sums;
    }

    /**
     * The counters since the start.
     *
     * @param requests responses on the proxy route and the cache route
     * @param hitsByTier responses from each tier
     * @param misses responses for which upstream was asked
     * @param collapsed responses that shared the fetch of another request
     * @param remembered cached failures that were served without asking upstream
     * @param notStored 404 responses of the cache route
     * @param refused requests refused before any look-up
     * @param errors responses with a status of 500 or more
     * @param stored variants stored
     * @param storeFailures variants that could not be stored
     * @param evictedByTier variants that each tier evicted
     * @param fetches requests sent to upstream
     * @param fetchTime the total duration of all fetches
     * @param bytesServed bytes of bodies sent to clients
     * @param bytesStored bytes of bodies stored
     * @param bytesSaved bytes by which stored variants are smaller than their sources, if upstream reports their size
     */
    public record Snapshot(
            long requests,
            Map<String, Long> hitsByTier,
            long misses,
            long collapsed,
            long remembered,
            long notStored,
            long refused,
            long errors,
            long stored,
            long storeFailures,
            Map<String, Long> evictedByTier,
            long fetches,
            Duration fetchTime,
            long bytesServed,
            long bytesStored,
            long bytesSaved) {
        /** Copies the maps. */
        public Snapshot {
            hitsByTier = Map.copyOf(hitsByTier);
            evictedByTier = Map.copyOf(evictedByTier);
        }

        /** Hits of all tiers. */
        public long hits() {
            return hitsByTier.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
