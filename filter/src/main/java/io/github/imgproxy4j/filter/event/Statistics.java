package io.github.imgproxy4j.filter.event;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts the events of the proxy since its start. Thread-safe. */
public final class Statistics implements ProxyListener {
    private final LongAdder requests = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder collapsed = new LongAdder();
    private final LongAdder negativeHits = new LongAdder();
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
    public void responded(ResponseEvent event) {
        requests.increment();
        bytesServed.add(event.bytes());
        if (event.status() >= 500) {
            errors.increment();
        }
        switch (event.outcome()) {
            case HIT -> increment(hitsByTier, String.valueOf(event.tier()));
            case MISS -> misses.increment();
            case COLLAPSED -> collapsed.increment();
            case NEGATIVE_HIT -> negativeHits.increment();
            case NOT_STORED -> notStored.increment();
            case REFUSED -> refused.increment();
            case OWN -> {
                // Neither the cache nor upstream had a part in it.
            }
        }
    }

    @Override
    public void stored(StoreEvent event) {
        stored.increment();
        bytesStored.add(event.bytes());
        Long saved = event.savedBytes();
        if (saved != null) {
            bytesSaved.add(saved);
        }
    }

    @Override
    public void fetched(FetchEvent event) {
        fetches.increment();
        fetchNanos.add(event.took().toNanos());
    }

    @Override
    public void evicted(EvictionEvent event) {
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
        return new Snapshot(this);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new HashMap<>();
        counts.forEach((tier, count) -> sums.put(tier, count.sum()));
        return Map.copyOf(sums);
    }

    /** The counters since the start. Immutable; equal by value. */
    public static final class Snapshot extends ValueObject {
        private final long requests;
        private final Map<String, Long> hitsByTier;
        private final long misses;
        private final long collapsed;
        private final long negativeHits;
        private final long notStored;
        private final long refused;
        private final long errors;
        private final long stored;
        private final long storeFailures;
        private final Map<String, Long> evictedByTier;
        private final long fetches;
        private final Duration fetchTime;
        private final long bytesServed;
        private final long bytesStored;
        private final long bytesSaved;

        private Snapshot(Statistics counts) {
            this.requests = counts.requests.sum();
            this.hitsByTier = sums(counts.hitsByTier);
            this.misses = counts.misses.sum();
            this.collapsed = counts.collapsed.sum();
            this.negativeHits = counts.negativeHits.sum();
            this.notStored = counts.notStored.sum();
            this.refused = counts.refused.sum();
            this.errors = counts.errors.sum();
            this.stored = counts.stored.sum();
            this.storeFailures = counts.storeFailures.sum();
            this.evictedByTier = sums(counts.evictedByTier);
            this.fetches = counts.fetches.sum();
            this.fetchTime = Duration.ofNanos(counts.fetchNanos.sum());
            this.bytesServed = counts.bytesServed.sum();
            this.bytesStored = counts.bytesStored.sum();
            this.bytesSaved = counts.bytesSaved.sum();
        }

        /** Responses on the proxy route and the cache route. */
        public long requests() {
            return requests;
        }

        /** Responses from each tier. */
        public Map<String, Long> hitsByTier() {
            return hitsByTier;
        }

        /** Responses for which upstream was asked. */
        public long misses() {
            return misses;
        }

        /** Responses that shared the fetch of another request. */
        public long collapsed() {
            return collapsed;
        }

        /** Cached failures that were served without asking upstream. */
        public long negativeHits() {
            return negativeHits;
        }

        /** 404 responses of the cache route. */
        public long notStored() {
            return notStored;
        }

        /** Requests refused before any look-up. */
        public long refused() {
            return refused;
        }

        /** Responses with a status of 500 or more. */
        public long errors() {
            return errors;
        }

        /** Variants stored. */
        public long stored() {
            return stored;
        }

        /** Variants that could not be stored. */
        public long storeFailures() {
            return storeFailures;
        }

        /** Variants that each tier evicted. */
        public Map<String, Long> evictedByTier() {
            return evictedByTier;
        }

        /** Requests sent to upstream. */
        public long fetches() {
            return fetches;
        }

        /** The total duration of all fetches. */
        public Duration fetchTime() {
            return fetchTime;
        }

        /** Bytes of bodies sent to clients. */
        public long bytesServed() {
            return bytesServed;
        }

        /** Bytes of bodies stored. */
        public long bytesStored() {
            return bytesStored;
        }

        /** Bytes by which stored variants are smaller than their sources, if upstream reports their size. */
        public long bytesSaved() {
            return bytesSaved;
        }

        /** Hits of all tiers. */
        public long hits() {
            return hitsByTier.values().stream().mapToLong(Long::longValue).sum();
        }

        @Override
        Map<String, @Nullable Object> parts() {
            return named(
                    "requests",
                    requests,
                    "hitsByTier",
                    hitsByTier,
                    "misses",
                    misses,
                    "collapsed",
                    collapsed,
                    "negativeHits",
                    negativeHits,
                    "notStored",
                    notStored,
                    "refused",
                    refused,
                    "errors",
                    errors,
                    "stored",
                    stored,
                    "storeFailures",
                    storeFailures,
                    "evictedByTier",
                    evictedByTier,
                    "fetches",
                    fetches,
                    "fetchTime",
                    fetchTime,
                    "bytesServed",
                    bytesServed,
                    "bytesStored",
                    bytesStored,
                    "bytesSaved",
                    bytesSaved);
        }
    }
}
