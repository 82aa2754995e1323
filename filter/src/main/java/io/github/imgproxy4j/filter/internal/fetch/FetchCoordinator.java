package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.SignedPath;
import io.github.imgproxy4j.filter.event.ProxyListener;
import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.body.MemoryBudget;
import io.github.imgproxy4j.filter.internal.body.Relay;
import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.http.Policy;
import io.github.imgproxy4j.filter.internal.log.LogText;
import io.github.imgproxy4j.filter.internal.request.Forwarding;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.internal.resources.Limits;
import io.github.imgproxy4j.filter.internal.resources.Threads;
import io.github.imgproxy4j.filter.internal.tier.KeySelector;
import io.github.imgproxy4j.filter.internal.tier.MemoryTier;
import io.github.imgproxy4j.filter.internal.tier.StorePromise;
import io.github.imgproxy4j.filter.internal.tier.StoreWriter;
import io.github.imgproxy4j.filter.internal.tier.Tiers;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.filter.upstream.Upstream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fetches in progress, one for each variant. Thread-safe.
 *
 * <p>A flight runs on a thread of the proxy. It stays in the map, and so can be joined, until the store has its variant.
 */
public final class FetchCoordinator {
    private static final Logger log = LoggerFactory.getLogger(FetchCoordinator.class);

    /** Flights that are not those of the proxy route are in the map under the key with one of these in front. */
    private static final String CACHE_ROUTE = "cache/";

    private static final String REVALIDATION = "revalidate/";
    private static final List<String> PREFIXES = List.of(CACHE_ROUTE, REVALIDATION);

    private final Tiers tiers;
    private final CacheWriter cacheWriter;
    private final FetchLimiter limiter;
    private final Limits limits;
    private final NegativeCache failures;
    private final Function<SignedPath, String> sources;
    private final ProxyListener listener;
    private final FetchContext context;
    private final MemoryBudget relayBudget;
    private final Map<String, Flight> running = new ConcurrentHashMap<>();

    public FetchCoordinator(
            Tiers tiers,
            NegativeCache failures,
            Upstream upstream,
            Function<SignedPath, String> sources,
            ProxyListener listener,
            @Nullable StoreWriter storeWriter,
            Threads threads,
            Limits limits,
            Policy policy,
            Clock clock) {
        this.tiers = tiers;
        this.failures = failures;
        this.sources = sources;
        this.listener = listener;
        this.limiter = new FetchLimiter(threads, limits);
        this.limits = limits;
        this.context = new FetchContext(
                upstream,
                new Watchdog(threads.scheduler(), limits.bodyIdle(), limits.bodyTotal()),
                limits,
                policy,
                clock,
                failures.emptyCopy(),
                promise(tiers, storeWriter),
                tiers.keepAnything());
        this.cacheWriter = new CacheWriter(tiers, storeWriter, failures, context.failedRevalidations());
        this.relayBudget = new MemoryBudget(limits.relayBytesTotal());
    }

    private static StorePromise promise(Tiers tiers, @Nullable StoreWriter storeWriter) {
        return storeWriter == null
                ? StorePromise.NEVER
                : (key, contentType, length, replaces) ->
                        storeWriter.wouldWrite(contentType, length) && (replaces || !tiers.mayHave(key));
    }

    /** The flight to upstream for a key, or null. */
    @Nullable
    public Flight running(String key) {
        return running.get(key);
    }

    public int count() {
        return running.size();
    }

    /** How many bytes of images under way are in memory. */
    public long relayBytes() {
        return relayBudget.reservedBytes();
    }

    /** The answer of the flight for this variant, which is joined or opened. */
    CompletableFuture<ProxyResponse> join(RequestCheck requestCheck, Forwarding forwarding) {
        // The cache route must not wait for upstream, so it does not share the proxy route's flight.
        String id = requestCheck.route() == Route.CACHE ? CACHE_ROUTE + requestCheck.key() : requestCheck.key();
        ProxyResponse failure = requestCheck.route() == Route.PROXY ? failures.get(requestCheck.key()) : null;
        if (failure != null) {
            return CompletableFuture.completedFuture(failure);
        }
        Flight opened = newFlight(requestCheck.key());
        Flight flight = Objects.requireNonNull(
                running.compute(id, (key, other) -> other != null && other.join() ? other : opened));
        if (flight != opened) {
            return flight.answerForJoiner(false);
        }
        opened.join();
        CompletableFuture<ProxyResponse> answer = opened.answerForJoiner(true);
        submit(new Plan(id, opened, requestCheck, forwarding, false));
        return answer;
    }

    /**
     * Asks upstream soon for a variant that is served meanwhile, unless that is being done already, or has failed a moment
     * ago.
     */
    void revalidate(RequestCheck requestCheck, Forwarding forwarding) {
        if (failedRevalidation(requestCheck.key()) || failures.get(requestCheck.key()) != null) {
            return;
        }
        String id = REVALIDATION + requestCheck.key();
        Flight opened = newFlight(requestCheck.key());
        if (running.putIfAbsent(id, opened) == null) {
            submit(new Plan(id, opened, requestCheck, forwarding, true));
        }
    }

    private boolean failedRevalidation(String key) {
        return context.failedRevalidations().get(key) != null;
    }

    private Flight newFlight(String key) {
        Relay relay = new Relay(relayBudget, limits.relayBytesPerImage(), limits.spoolFolder());
        return new Flight(relay, (refused, remembered) -> failures.add(key, refused, remembered));
    }

    private void submit(Plan plan) {
        limiter.submit(plan.flight, () -> run(plan), reason -> reject(plan, reason));
    }

    private void reject(Plan plan, Exception reason) {
        log.debug("{} is not fetched", LogText.path(plan.requestCheck.path()), reason);
        refuse(plan.flight, ErrorStatus.BUSY, reason);
        over(plan);
    }

    private void run(Plan plan) {
        FetchResult result = null;
        try {
            result = proceed(plan);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            refuse(plan.flight, ErrorStatus.BUSY, closing);
        } catch (RuntimeException | Error bug) {
            log.error("fetching {} failed", LogText.path(plan.requestCheck.path()), bug);
            refuse(plan.flight, ErrorStatus.BAD_GATEWAY, bug);
        } finally {
            keep(plan, result);
        }
    }

    private @Nullable FetchResult proceed(Plan plan) throws InterruptedException {
        Tiers.Opened opened = tiers.openAny(plan.requestCheck.key());
        if (opened == null) {
            return act(plan, null);
        }
        StoredImage image = opened.image();
        try (image) {
            return act(plan, opened);
        } catch (IOException alreadyGone) {
            log.debug("closing a stored variant", alreadyGone);
            return null;
        }
    }

    private @Nullable FetchResult act(Plan plan, Tiers.@Nullable Opened opened) throws InterruptedException {
        ImageMetadata entry = opened == null ? null : opened.image().metadata();
        Decision decision = Decision.of(
                plan.requestCheck,
                entry,
                context.clock().instant(),
                context.policy().freshness());
        FetchTask task = new FetchTask(plan.flight, plan.requestCheck, plan.forwarding, context, opened);
        return switch (decision.action()) {
            case SERVE -> serve(plan, task, Objects.requireNonNull(opened), false);
            case SERVE_AND_REVALIDATE -> {
                if (plan.background) {
                    yield fetch(plan, task);
                }
                revalidate(plan.requestCheck, plan.forwarding);
                yield serve(plan, task, Objects.requireNonNull(opened), true);
            }
            case REVALIDATE ->
                entry != null && mayStayOld(plan, entry)
                        ? serve(plan, task, Objects.requireNonNull(opened), true)
                        : fetch(plan, task);
            case FETCH -> fetch(plan, task);
            case REFUSE -> {
                plan.flight.announce(ProxyResponse.notStored());
                yield null;
            }
        };
    }

    /** Whether upstream failed a moment ago to renew what may be served while it fails. */
    private boolean mayStayOld(Plan plan, ImageMetadata entry) {
        return failedRevalidation(plan.requestCheck.key())
                && context.policy()
                        .freshness()
                        .mayServeOnError(entry.lifetime(), context.clock().instant());
    }

    private @Nullable FetchResult fetch(Plan plan, FetchTask task) throws InterruptedException {
        long startedNanos = System.nanoTime();
        try {
            return task.fromUpstream();
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
            SignedPath signedPath = Objects.requireNonNull(plan.requestCheck.signedPath());
            plan.flight.report(plan.flight.report().completed(sources.apply(signedPath), took));
            listener.fetched(new ProxyListener.Fetched(
                    plan.requestCheck.key(),
                    signedPath.path(),
                    plan.flight.report().status(),
                    took));
        }
    }

    private @Nullable FetchResult serve(Plan plan, FetchTask task, Tiers.Opened opened, boolean stale) {
        CacheStatus status = stale ? CacheStatus.staleHit(opened.tier()) : CacheStatus.hit(opened.tier());
        URI elsewhere =
                plan.requestCheck.route() == Route.PROXY ? tiers.publicUrl(plan.requestCheck.key(), opened) : null;
        if (elsewhere != null) {
            // It brings no bytes; whoever follows the redirect to the cache route must not be told to wait for them.
            running.remove(plan.id, plan.flight);
            plan.flight.announce(ProxyResponse.redirect(elsewhere, status));
            return null;
        }
        ImageMetadata metadata = opened.image().metadata();
        task.fromTier(opened, metadata, status);
        if (plan.flight.isComplete() && !opened.tier().equals(MemoryTier.NAME)) {
            cacheWriter.remember(plan.requestCheck.key(), plan.flight, metadata);
        }
        return null;
    }

    private static void refuse(Flight flight, ErrorStatus errorStatus, Throwable cause) {
        flight.announce(ProxyResponse.refused(errorStatus, CacheStatus.forwarded(0, false)));
        flight.relay().fail(cause);
    }

    /** Puts a complete variant into the tiers; the flight stays joinable until the store has it. */
    private void keep(Plan plan, @Nullable FetchResult result) {
        if (result == null || plan.flight.isPurged()) {
            over(plan);
        } else {
            cacheWriter.keep(plan.requestCheck.key(), plan.flight, result, () -> over(plan));
        }
    }

    /** Lets nobody join flights for these keys any more, and keeps what they bring out of the tiers. */
    public void forget(KeySelector keys) {
        running.forEach((id, flight) -> {
            if (keys.test(withoutPrefix(id))) {
                flight.purge();
                running.remove(id, flight);
            }
        });
        cacheWriter.forget(keys);
    }

    private static String withoutPrefix(String id) {
        for (String prefix : PREFIXES) {
            if (id.startsWith(prefix)) {
                return id.substring(prefix.length());
            }
        }
        return id;
    }

    /** Cuts off what has not arrived yet. */
    public void giveUp() {
        context.watchdog().cutAll("the proxy shuts down");
    }

    private void over(Plan plan) {
        running.remove(plan.id, plan.flight);
        plan.flight.relay().close();
    }

    /** What a flight is to do: its name in the map, its request, and whether nobody waits for it. */
    private record Plan(
            String id, Flight flight, RequestCheck requestCheck, Forwarding forwarding, boolean background) {}
}
