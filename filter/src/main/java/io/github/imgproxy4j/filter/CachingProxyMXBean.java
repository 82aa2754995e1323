package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.event.Statistics;
import java.io.IOException;
import java.util.Map;

/**
 * The attributes and operations of a proxy in JMX, as {@code io.github.imgproxy4j:type=CachingProxy,name="/img"}.
 *
 * <p>Counters start at zero when the proxy starts; see {@link Statistics.Snapshot}.
 */
public interface CachingProxyMXBean {
    /** Responses on the proxy route and the cache route. */
    long getRequests();

    /** Responses from each tier. */
    Map<String, Long> getHitsByTier();

    /** Responses for which upstream was asked. */
    long getMisses();

    /** Responses that shared the fetch of another request. */
    long getCollapsed();

    /** Cached failures that were served without asking upstream. */
    long getNegativeHits();

    /** Requests refused before any look-up. */
    long getRefused();

    /** Responses with a status of 500 or more. */
    long getErrors();

    /** Requests sent to upstream. */
    long getFetches();

    /** Total duration of all fetches, in milliseconds. */
    long getFetchMillis();

    /** Variants stored. */
    long getStored();

    /** Variants that could not be stored. */
    long getStoreFailures();

    /** Variants that a tier evicted, by tier. */
    Map<String, Long> getEvictedByTier();

    /** Bytes of bodies sent to clients. */
    long getBytesServed();

    /** Bytes of bodies stored. */
    long getBytesStored();

    /** Bytes by which stored variants are smaller than their sources, if upstream reports their size. */
    long getBytesSaved();

    /** Variants in memory. */
    long getMemoryCount();

    /** Bytes of the variants in memory. */
    long getMemoryBytes();

    /** Bytes of direct memory for the variants in memory, used or not. */
    long getMemoryDirectBytes();

    /** Images that wait to be fetched. */
    int getWaitingFetches();

    /** The description of the upstream. */
    String getUpstream();

    /** The description of the store. */
    String getStore();

    /**
     * Removes one variant; see {@link CachingProxy#purge}.
     *
     * @return whether it was in the store
     */
    boolean purge(String key) throws IOException;

    /**
     * Removes all variants of one source; see {@link CachingProxy#purgeSource}.
     *
     * @return the number of variants removed from the store
     */
    long purgeSource(String source) throws IOException;

    /** Removes all variants; see {@link CachingProxy#purgeAll}. */
    void purgeAll() throws IOException;
}
