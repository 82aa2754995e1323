package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.request.Forwarding;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.internal.resources.Threads;
import io.github.imgproxy4j.filter.internal.tier.KeySelector;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The fetches in progress, one for each variant that is fetched now. Thread-safe. */
public final class FetchCoordinator {
    /** The cache route must not wait for upstream, so its reads of a distant store are apart, with this before the key. */
    private static final String CACHE_ROUTE = "cache/";

    private final FetchContext context;
    private final FetchLimiter limiter;
    private final Map<String, Fetch> running = new ConcurrentHashMap<>();

    /** The purges that are going on. */
    private final List<KeySelector> purging = new CopyOnWriteArrayList<>();

    public FetchCoordinator(FetchContext context, Threads threads) {
        this.context = context;
        this.limiter = new FetchLimiter(threads, context.limits());
    }

    /** The fetch that has the variant, or will have it before anything else does; or null. */
    @Nullable
    Fetch running(String key) {
        Fetch fetch = running.get(key);
        return fetch == null || fetch.isInBackground() ? null : fetch;
    }

    public int count() {
        return running.size();
    }

    /** How many clients share the fetch for a key. */
    public int readersOf(String key) {
        Fetch fetch = running.get(key);
        return fetch == null ? 0 : fetch.response().relay().readers();
    }

    /** How many bytes of images under way are in memory. */
    public long relayBytes() {
        return context.relayBudget().reservedBytes();
    }

    /**
     * The response of the fetch for this variant, which is joined or opened. Cancelling it leaves the fetch.
     *
     * @param seen what the tiers had a moment ago, given to the fetch; null if they were not read yet
     * @param background whether visitors come first
     */
    CompletableFuture<ProxyResponse> join(
            RequestCheck requestCheck, Forwarding forwarding, @Nullable Observation seen, boolean background) {
        Fetch opened = new Fetch(this, context, requestCheck, forwarding, seen, false);
        ProxyResponse failure =
                opened.route() == Route.PROXY ? context.failures().get(opened.key()) : null;
        if (failure != null) {
            opened.discard();
            return CompletableFuture.completedFuture(failure);
        }
        Fetch fetch = Objects.requireNonNull(
                running.compute(id(opened), (id, other) -> other == null ? opened : joinedOrReplaced(other, opened)));
        if (fetch != opened) {
            opened.discard();
            if (!background) {
                limiter.promote(fetch);
            }
            return fetch.response().forJoiner(false);
        }
        opened.response().join();
        CompletableFuture<ProxyResponse> response = opened.response().forJoiner(true);
        opened.afterPredecessor(() -> submit(opened, background));
        return response;
    }

    /** One that cannot be joined any more has its last byte, or an error; the next one waits until the tiers know. */
    private static Fetch joinedOrReplaced(Fetch other, Fetch opened) {
        if (other.response().join()) {
            return other;
        }
        opened.replace(other);
        return opened;
    }

    /** A request of a visitor has come, for a stored variant or another. */
    void visitorCame() {
        limiter.visitorCame();
    }

    /** Whether requests of visitors have come a moment ago. */
    boolean areVisitorsThere() {
        return limiter.areVisitorsThere();
    }

    private void submit(Fetch opened, boolean background) {
        if (background) {
            limiter.submitInBackground(opened);
        } else {
            opened.wantedByVisitor();
            limiter.submit(opened);
        }
    }

    /**
     * Asks upstream soon for a variant that is served meanwhile, unless that is being done already, or has failed a moment
     * ago.
     */
    void revalidate(RequestCheck requestCheck, Forwarding forwarding) {
        if (context.failedRevalidations().get(requestCheck.key()) != null
                || context.failures().get(requestCheck.key()) != null) {
            return;
        }
        Fetch opened = new Fetch(this, context, requestCheck, forwarding, null, true);
        if (running.putIfAbsent(id(opened), opened) == null) {
            limiter.submit(opened);
        }
    }

    private static String id(Fetch fetch) {
        return fetch.route() == Route.CACHE ? CACHE_ROUTE + fetch.key() : fetch.key();
    }

    /** Asks upstream, while nothing for the background begins unless this is for the background itself. */
    @Nullable
    FetchResult askUpstream(Fetch fetch, UpstreamExchange exchange) throws InterruptedException {
        limiter.upstreamBegan(fetch);
        try {
            return exchange.run();
        } finally {
            limiter.upstreamEnded(fetch);
        }
    }

    /** Nothing of the fetch is under way any more. */
    void released(Fetch fetch) {
        limiter.ended(fetch);
    }

    /** The tiers have what the fetch brought, if anything; from now on they are read instead. */
    void ended(Fetch fetch) {
        if (!fetch.hasChangedNothing()) {
            context.observations().changed(fetch.key());
        }
        running.remove(id(fetch), fetch);
    }

    /**
     * Removes variants from every tier. Those that are fetched meanwhile are sent to the clients that wait for them, but
     * joined by no others and not kept.
     *
     * @return how many the store had; 0 for all, which are not counted
     * @throws IOException if the store cannot be written now; they are removed from memory nevertheless
     */
    public long purge(KeySelector keys) throws IOException {
        purging.add(keys);
        // Before, so that nothing is stored after the removal; and after it, because of what was read before.
        abandon(keys);
        try {
            return context.tiers().remove(keys);
        } finally {
            abandon(keys);
            purging.remove(keys);
        }
    }

    /** Whether what the tiers have now of a variant may be about to be removed. */
    boolean isBeingPurged(String key) {
        return purging.stream().anyMatch(keys -> keys.test(key));
    }

    private void abandon(KeySelector keys) {
        // First, so that a fetch that comes too late to be found below reads the tiers again.
        context.observations().changed(keys);
        running.forEach((id, fetch) -> {
            if (keys.test(fetch.key())) {
                fetch.purge();
                running.remove(id, fetch);
            }
        });
        context.failures().purge(keys);
        context.failedRevalidations().purge(keys);
        context.cacheWriter().cancel(keys);
    }

    /** Cuts off what has not arrived yet. */
    public void abort() {
        context.watchdog().cutAll("the proxy shuts down");
    }
}
