package io.github.imgproxy4j.filter.event;

import io.github.imgproxy4j.filter.store.EvictingStore;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Learns what the proxy does, for statistics, metrics and logs.
 *
 * <p>Called from many threads at once; must return quickly and not throw.
 */
public interface ProxyListener {
    /** An answer went out, or was given up. */
    default void answered(Answered event) {}

    /** A variant was stored. */
    default void stored(Stored event) {}

    /** Upstream was asked, and has answered or failed. */
    default void fetched(Fetched event) {}

    /** A tier removed a variant of its own accord. */
    default void evicted(Evicted event) {}

    /** A variant was lost for the store: it was not written although it should have been. */
    default void storeFailed(String key, Throwable cause) {}

    /**
     * An answer.
     *
     * @param at when the request came
     * @param route the door; {@link Route#PROXY} for a target of the wrong shape
     * @param method the request's method
     * @param status the status sent
     * @param outcome how the answer came about
     * @param tier the tier of a hit, or null
     * @param key the cache key, or null if the request was refused before there was one
     * @param path the canonical path without signature, or null where it is not known
     * @param bytes the bytes of the body sent
     * @param took from the request to the end of the answer
     * @param complete whether the client got all of it
     */
    record Answered(
            Instant at,
            Route route,
            String method,
            int status,
            Outcome outcome,
            @Nullable String tier,
            @Nullable String key,
            @Nullable String path,
            long bytes,
            Duration took,
            boolean complete) {}

    /**
     * A stored variant.
     *
     * @param key its cache key
     * @param path the canonical path without signature
     * @param source the source without credentials and query, or null where it is not known
     * @param contentType its media type
     * @param bytes its length
     * @param sourceBytes the length of the source, or null if upstream did not tell it
     * @param width in pixels, or null if upstream did not tell it
     * @param height in pixels, or null if upstream did not tell it
     * @param upstreamTime from asking upstream to the last byte
     */
    record Stored(
            String key,
            String path,
            @Nullable String source,
            String contentType,
            long bytes,
            @Nullable Long sourceBytes,
            @Nullable Long width,
            @Nullable Long height,
            Duration upstreamTime) {
        /** By how much it is smaller than its source, or null if that is not known; not negative. */
        public @Nullable Long savedBytes() {
            return sourceBytes == null ? null : Long.valueOf(Math.max(0, sourceBytes - bytes));
        }
    }

    /**
     * Upstream was asked for a variant.
     *
     * @param key its cache key
     * @param path the canonical path without signature
     * @param status what upstream answered, or 0 if there was no answer
     * @param took from the question to the last byte, or to the failure
     */
    record Fetched(String key, String path, int status, Duration took) {}

    /**
     * A variant that a tier removed of its own accord.
     *
     * @param tier where it was
     * @param key its cache key
     * @param bytes what it took there
     * @param reason why
     */
    record Evicted(String tier, String key, long bytes, EvictingStore.Reason reason) {}
}
