package io.github.imgproxy4j.filter;

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
     * @param contentType its media type
     * @param bytes its length
     */
    record Stored(String key, String path, String contentType, long bytes) {}
}
