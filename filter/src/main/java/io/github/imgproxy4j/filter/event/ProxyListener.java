package io.github.imgproxy4j.filter.event;

/**
 * Receives the events of the proxy, for statistics, metrics and logs.
 *
 * <p>Called from many threads concurrently; must return quickly and not throw.
 */
public interface ProxyListener {
    /** A response was sent or aborted. */
    default void responded(ResponseEvent event) {}

    /** A variant was stored. */
    default void stored(StoreEvent event) {}

    /** A fetch from upstream ended, with a response or a failure. */
    default void fetched(FetchEvent event) {}

    /** A tier evicted a variant. */
    default void evicted(EvictionEvent event) {}

    /** A variant could not be stored. */
    default void storeFailed(String key, Throwable cause) {}
}
