package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.event.Statistics;
import java.io.IOException;
import java.util.Map;

/**
 * What JMX shows of a proxy and lets operators do with it, as {@code io.github.imgproxy4j:type=CachingProxy,name="/img"}.
 *
 * <p>Counts are those since the start; see {@link Statistics.Snapshot}.
 */
public interface CachingProxyMXBean {
    /** Answers on the proxy route and the cache route. */
    long getRequests();

    /** Answers from each tier. */
    Map<String, Long> getHitsByTier();

    /** Answers for which upstream was asked. */
    long getMisses();

    /** Answers that shared another request's fetch. */
    long getCollapsed();

    /** Failures that were answered again without asking upstream. */
    long getRemembered();

    /** Requests refused before anything was looked up. */
    long getRefused();

    /** Answers with a status of 500 or more. */
    long getErrors();

    /** Times that upstream was asked. */
    long getFetches();

    /** Milliseconds that all fetches took together. */
    long getFetchMillis();

    /** Variants stored. */
    long getStored();

    /** Variants that could not be stored. */
    long getStoreFailures();

    /** Variants that a tier removed of its own accord, by tier. */
    Map<String, Long> getEvictedByTier();

    /** Bytes of bodies sent to clients. */
    long getBytesServed();

    /** Bytes of bodies stored. */
    long getBytesStored();

    /** Bytes by which stored variants are smaller than their sources, where upstream tells the size of these. */
    long getBytesSaved();

    /** Variants in memory. */
    long getMemoryCount();

    /** Bytes of the variants in memory. */
    long getMemoryBytes();

    /** Images that wait for their turn to be fetched. */
    int getWaitingFetches();

    /** What makes the variants. */
    String getUpstream();

    /** What keeps the variants. */
    String getStore();

    /**
     * Removes one variant; see {@link CachingProxy#purge}.
     *
     * @return whether the store had it
     */
    boolean purge(String key) throws IOException;

    /**
     * Removes all variants of one source; see {@link CachingProxy#purgeSource}.
     *
     * @return how many of them the store had
     */
    long purgeSource(String source) throws IOException;

    /** Removes all variants; see {@link CachingProxy#purgeAll}. */
    void purgeAll() throws IOException;
}
