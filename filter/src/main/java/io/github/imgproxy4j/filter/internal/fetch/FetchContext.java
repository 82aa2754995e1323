package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.SignedPath;
import io.github.imgproxy4j.filter.event.ProxyListener;
import io.github.imgproxy4j.filter.internal.body.MemoryBudget;
import io.github.imgproxy4j.filter.internal.body.Relay;
import io.github.imgproxy4j.filter.internal.http.Policy;
import io.github.imgproxy4j.filter.internal.resources.Limits;
import io.github.imgproxy4j.filter.internal.resources.Threads;
import io.github.imgproxy4j.filter.internal.resources.ThrottledLogger;
import io.github.imgproxy4j.filter.internal.tier.StoreWriter;
import io.github.imgproxy4j.filter.internal.tier.Tiers;
import io.github.imgproxy4j.filter.upstream.Upstream;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all fetches of one proxy share.
 *
 * @param upstream makes the variants
 * @param sources the source of a path, for reports
 * @param listener learns of fetches
 * @param tiers what is kept
 * @param observations reads the tiers and decides
 * @param cacheWriter changes the tiers
 * @param failures the variants that upstream could not make
 * @param failedRevalidations the failures that an old variant stood in for
 * @param watchdog cuts bodies that stall
 * @param limits how much a body may use
 * @param relayBudget what all bodies under way may use of memory
 * @param policy what may be served and stored
 * @param clock tells the time of a response
 * @param upstreamFailures logs failures of upstream: one that is down or busy fails every image
 * @param spoolFailures logs failures of the temporary files: a full folder fails every large image
 */
public record FetchContext(
        Upstream upstream,
        Function<SignedPath, String> sources,
        ProxyListener listener,
        Tiers tiers,
        Observations observations,
        CacheWriter cacheWriter,
        NegativeCache failures,
        NegativeCache failedRevalidations,
        Watchdog watchdog,
        Limits limits,
        MemoryBudget relayBudget,
        Policy policy,
        Clock clock,
        ThrottledLogger upstreamFailures,
        ThrottledLogger spoolFailures) {
    /**
     * The context of a proxy.
     *
     * @param storeWriter writes into the store, or null if there is none
     * @param copyWriter writes into the store's local cache, or null if there is none
     */
    public static FetchContext of(
            Tiers tiers,
            NegativeCache failures,
            Upstream upstream,
            Function<SignedPath, String> sources,
            ProxyListener listener,
            @Nullable StoreWriter storeWriter,
            @Nullable StoreWriter copyWriter,
            Threads threads,
            Limits limits,
            Policy policy,
            Clock clock) {
        NegativeCache failedRevalidations = failures.emptyCopy();
        CacheWriter cacheWriter = new CacheWriter(tiers, storeWriter, copyWriter);
        return new FetchContext(
                upstream,
                sources,
                listener,
                tiers,
                new Observations(tiers, cacheWriter, policy.freshness(), clock, failedRevalidations),
                cacheWriter,
                failures,
                failedRevalidations,
                new Watchdog(threads.scheduler(), limits.bodyIdle(), limits.bodyTotal()),
                limits,
                new MemoryBudget(limits.relayBytesTotal()),
                policy,
                clock,
                new ThrottledLogger(),
                new ThrottledLogger());
    }

    Relay newRelay() {
        return new Relay(relayBudget, limits.relayBytesPerImage(), limits.spoolFolder());
    }
}
