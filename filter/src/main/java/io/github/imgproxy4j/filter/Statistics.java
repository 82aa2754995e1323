package io.github.imgproxy4j.filter;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the proxy does since its start. Thread-safe. */
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
    private final LongAdder bytesServed = new LongAdder();
    private final LongAdder bytesStored = new LongAdder();
    private final Map<String, LongAdder> hitsByTier = new ConcurrentHashMap<>();

    Statistics() {}

    @Override
    public void answered(Answered event) {
        requests.increment();
        bytesServed.add(event.bytes());
        if (event.status() >= 500) {
            errors.increment();
        }
        switch (event.outcome()) {
            case HIT ->
                hitsByTier
                        .computeIfAbsent(String.valueOf(event.tier()), tier -> new LongAdder())
                        .increment();
            case MISS -> misses.increment();
            case COLLAPSED -> collapsed.increment();
            case REMEMBERED -> remembered.increment();
            case NOT_STORED -> notStored.increment();
            case REFUSED -> refused.increment();
        }
    }

    @Override
    public void stored(Stored event) {
        stored.increment();
        bytesStored.add(event.bytes());
    }

    @Override
    public void storeFailed(String key, Throwable cause) {
        storeFailures.increment();
    }

    /** The counts so far. Counts of events that happen meanwhile may or may not be in it. */
    public Snapshot snapshot() {
        Map<String, Long> hits = new TreeMap<>();
        hitsByTier.forEach((tier, count) -> hits.put(tier, count.sum()));
        return new Snapshot(
                requests.sum(),
                hits,
                misses.sum(),
                collapsed.sum(),
                remembered.sum(),
                notStored.sum(),
                refused.sum(),
                errors.sum(),
                stored.sum(),
                storeFailures.sum(),
                bytesServed.sum(),
                bytesStored.sum());
    }

    /**
     * Counts since the start.
     *
     * @param requests answers on the proxy route and the cache route
     * @param hitsByTier answers from each tier
     * @param misses answers for which upstream was asked
     * @param collapsed answers that shared another request's fetch
     * @param remembered failures that were answered again without asking upstream
     * @param notStored 404 answers of the cache route
     * @param refused requests refused before anything was looked up
     * @param errors answers with a status of 500 or more
     * @param stored variants stored
     * @param storeFailures variants that could not be stored
     * @param bytesServed bytes of bodies sent to clients
     * @param bytesStored bytes of bodies stored
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
            long bytesServed,
            long bytesStored) {
        /** Copies the map. */
        public Snapshot {
            hitsByTier = Map.copyOf(hitsByTier);
        }

        /** Hits of all tiers. */
        public long hits() {
            return hitsByTier.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
