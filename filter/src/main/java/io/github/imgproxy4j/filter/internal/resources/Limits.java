package io.github.imgproxy4j.filter.internal.resources;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How much of everything the proxy may use.
 *
 * @param memoryTierBytes bytes of small variants kept in memory; 0 for none
 * @param relayBytesPerImage bytes of one image under way kept in memory; what is beyond goes to a temporary file
 * @param relayBytesTotal bytes of all images under way kept in memory
 * @param largestBodyBytes a longer body is cut off and not stored
 * @param concurrentFetches fetches at once
 * @param waitingFetches fetches that wait for their turn; more get 503
 * @param backgroundFetches fetches at once besides, for no visitor
 * @param longestWait how long a fetch may wait for its turn, before its requests get 503
 * @param waitingWrites variants that wait to be stored; more are not stored
 * @param waitingWriteBytes bytes of all variants that wait to be stored; more are not stored
 * @param bodyIdle the longest time without a byte from upstream
 * @param bodyTotal the longest time for a body from upstream
 * @param shutdown how long closing may wait for images under way, and for those that are to be stored
 * @param spoolFolder where temporary files go
 */
public record Limits(
        long memoryTierBytes,
        long relayBytesPerImage,
        long relayBytesTotal,
        long largestBodyBytes,
        int concurrentFetches,
        int waitingFetches,
        int backgroundFetches,
        Duration longestWait,
        int waitingWrites,
        long waitingWriteBytes,
        Duration bodyIdle,
        Duration bodyTotal,
        Duration shutdown,
        Path spoolFolder) {}
