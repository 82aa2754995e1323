package io.github.imgproxy4j.filter.event;

import io.github.imgproxy4j.filter.store.EvictingStore;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Receives the events of the proxy, for statistics, metrics and logs.
 *
 * <p>Called from many threads concurrently; must return quickly and not throw.
 */
public interface ProxyListener {
    /** A response was sent or aborted. */
    default void answered(Answered event) {}

    /** A variant was stored. */
    default void stored(Stored event) {}

    /** A fetch from upstream ended, with a response or a failure. */
    default void fetched(Fetched event) {}

    /** A tier evicted a variant. */
    default void evicted(Evicted event) {}

    /** A variant could not be stored. */
    default void storeFailed(String key, Throwable cause) {}

    /**
     * A response.
     *
     * @param at when the request arrived
     * @param route the route; {@link Route#PROXY} for a malformed target
     * @param method the request's method
     * @param status the status sent
     * @param outcome how the response was produced
     * @param tier the tier of a hit, or null
     * @param key the cache key, or null if the request was refused before it was known
     * @param path the canonical path without signature, or null if it is not known
     * @param bytes the bytes of the body sent
     * @param took the time from the request to the end of the response
     * @param complete whether all of it was sent to the client
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
     * @param source the source without credentials and query, or null if it is not known
     * @param contentType its media type
     * @param bytes its length
     * @param sourceBytes the length of the source, or null if upstream did not report it
     * @param width in pixels, or null if upstream did not report it
     * @param height in pixels, or null if upstream did not report it
     * @param upstreamTime the time from the request to upstream to the last byte
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
        /** The bytes by which it is smaller than its source, or null if that is not known; not negative. */
        public @Nullable Long savedBytes() {
            return sourceBytes == null ? null : Long.valueOf(Math.max(0, sourceBytes - bytes));
        }
    }

    /**
     * A fetch of a variant from upstream.
     *
     * @param key its cache key
     * @param path the canonical path without signature
     * @param status the status of upstream's response, or 0 if there was none
     * @param took the time from the request to the last byte, or to the failure
     */
    record Fetched(String key, String path, int status, Duration took) {}

    /**
     * A variant that a tier evicted.
     *
     * @param tier the tier
     * @param key its cache key
     * @param bytes its size there
     * @param reason the reason
     */
    record Evicted(String tier, String key, long bytes, EvictingStore.Reason reason) {}
}
