package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.event.ProxyListener;
import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.body.MemoryBudget;
import io.github.imgproxy4j.filter.internal.body.Relay;
import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.http.Policy;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.internal.request.Forwarding;
import io.github.imgproxy4j.filter.internal.resources.Limits;
import io.github.imgproxy4j.filter.internal.resources.Threads;
import io.github.imgproxy4j.filter.internal.tier.MemoryTier;
import io.github.imgproxy4j.filter.internal.tier.KeySelector;
import io.github.imgproxy4j.filter.internal.tier.StorePromise;
import io.github.imgproxy4j.filter.internal.tier.StoreWriter;
import io.github.imgproxy4j.filter.internal.tier.Tiers;
import io.github.imgproxy4j.filter.log.LogText;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.filter.upstream.Upstream;
import io.github.imgproxy4j.url.SignedPath;
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
    private final CacheWriter keeper;
    private final FetchLimiter runway;
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
        this.runway = new FetchLimiter(threads, limits);
        this.limits = limits;
        this.context = new FetchContext(
                upstream,
                new Watchdog(threads.scheduler(), limits.bodyIdle(), limits.bodyTotal()),
                limits,
                policy,
                clock,
                failures.another(),
                promise(tiers, storeWriter),
                tiers.keepAnything());
        this.keeper = new CacheWriter(tiers, storeWriter, failures, context.failedRevalidations());
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
    CompletableFuture<ProxyResponse> join(RequestCheck admission, Forwarding forwarding) {
        // The cache route must not wait for upstream, so it does not share the proxy route's flight.
        String id = admission.route() == Route.CACHE ? CACHE_ROUTE + admission.key() : admission.key();
        ProxyResponse failure = admission.route() == Route.PROXY ? failures.get(admission.key()) : null;
        if (failure != null) {
            return CompletableFuture.completedFuture(failure);
        }
        Flight opened = newFlight(admission.key());
        Flight flight = Objects.requireNonNull(
                running.compute(id, (key, other) -> other != null && other.join() ? other : opened));
        if (flight != opened) {
            return flight.answerForJoiner(false);
        }
        opened.join();
        CompletableFuture<ProxyResponse> answer = opened.answerForJoiner(true);
        takeOff(new Plan(id, opened, admission, forwarding, false));
        return answer;
    }

    /**
     * Asks upstream soon for a variant that is served meanwhile, unless that is being done already, or has failed a moment
     * ago.
     */
    void revalidate(RequestCheck admission, Forwarding forwarding) {
        if (failedRevalidation(admission.key()) || failures.get(admission.key()) != null) {
            return;
        }
        String id = REVALIDATION + admission.key();
        Flight opened = newFlight(admission.key());
        if (running.putIfAbsent(id, opened) == null) {
            takeOff(new Plan(id, opened, admission, forwarding, true));
        }
    }

    private boolean failedRevalidation(String key) {
        return context.failedRevalidations().get(key) != null;
    }

    private Flight newFlight(String key) {
        Relay relay = new Relay(relayBudget, limits.relayBytesPerImage(), limits.spoolFolder());
        return new Flight(relay, refused -> failures.add(key, refused));
    }

    private void takeOff(Plan plan) {
        runway.takeOff(plan.flight, () -> run(plan), reason -> turnAway(plan, reason));
    }

    private void turnAway(Plan plan, Exception reason) {
        log.debug("{} is not fetched", LogText.path(plan.admission.path()), reason);
        refuse(plan.flight, ErrorStatus.BUSY, reason);
        over(plan);
    }

    private void run(Plan plan) {
        FetchResult landing = null;
        try {
            landing = fly(plan);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            refuse(plan.flight, ErrorStatus.BUSY, closing);
        } catch (RuntimeException | Error bug) {
            log.error("fetching {} failed", LogText.path(plan.admission.path()), bug);
            refuse(plan.flight, ErrorStatus.BAD_GATEWAY, bug);
        } finally {
            keep(plan, landing);
        }
    }

    private @Nullable FetchResult fly(Plan plan) throws InterruptedException {
        Tiers.Opened opened = tiers.openAny(plan.admission.key());
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
                plan.admission,
                entry,
                context.clock().instant(),
                context.policy().freshness());
        FetchTask departure = new FetchTask(plan.flight, plan.admission, plan.forwarding, context, opened);
        return switch (decision.action()) {
            case SERVE -> serve(plan, departure, Objects.requireNonNull(opened), false);
            case SERVE_AND_REVALIDATE -> {
                if (plan.background) {
                    yield fetch(plan, departure);
                }
                revalidate(plan.admission, plan.forwarding);
                yield serve(plan, departure, Objects.requireNonNull(opened), true);
            }
            case REVALIDATE ->
                entry != null && mayStayOld(plan, entry)
                        ? serve(plan, departure, Objects.requireNonNull(opened), true)
                        : fetch(plan, departure);
            case FETCH -> fetch(plan, departure);
            case REFUSE -> {
                plan.flight.announce(ProxyResponse.notStored());
                yield null;
            }
        };
    }

    /** Whether upstream failed a moment ago to renew what may be served while it fails. */
    private boolean mayStayOld(Plan plan, ImageMetadata entry) {
        return failedRevalidation(plan.admission.key())
                && context.policy()
                        .freshness()
                        .mayServeOnError(entry.lifetime(), context.clock().instant());
    }

    private @Nullable FetchResult fetch(Plan plan, FetchTask departure) throws InterruptedException {
        long startedNanos = System.nanoTime();
        try {
            return departure.fromUpstream();
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
            SignedPath signedPath = Objects.requireNonNull(plan.admission.signedPath());
            plan.flight.report(plan.flight.report().completed(sources.apply(signedPath), took));
            listener.fetched(new ProxyListener.Fetched(
                    plan.admission.key(),
                    signedPath.path(),
                    plan.flight.report().status(),
                    took));
        }
    }

    private @Nullable FetchResult serve(Plan plan, FetchTask departure, Tiers.Opened opened, boolean stale) {
        CacheStatus status = stale ? CacheStatus.staleHit(opened.tier()) : CacheStatus.hit(opened.tier());
        URI elsewhere = plan.admission.route() == Route.PROXY ? tiers.publicUrl(plan.admission.key(), opened) : null;
        if (elsewhere != null) {
            plan.flight.announce(ProxyResponse.redirect(elsewhere, status));
            return null;
        }
        ImageMetadata metadata = opened.image().metadata();
        departure.fromTier(opened, metadata, status);
        if (plan.flight.hasLanded() && !opened.tier().equals(MemoryTier.NAME)) {
            keeper.remember(plan.admission.key(), plan.flight, metadata);
        }
        return null;
    }

    private static void refuse(Flight flight, ErrorStatus refusal, Throwable cause) {
        flight.announce(ProxyResponse.refused(refusal, CacheStatus.forwarded(0, false)));
        flight.relay().fail(cause);
    }

    /** Puts a landed variant into the tiers; the flight stays joinable until the store has it. */
    private void keep(Plan plan, @Nullable FetchResult landing) {
        if (landing == null || plan.flight.isPurged()) {
            over(plan);
        } else {
            keeper.keep(plan.admission.key(), plan.flight, landing, () -> over(plan));
        }
    }

    /** Lets nobody join flights for these keys any more, and keeps what they bring out of the tiers. */
    public void forget(KeySelector purge) {
        running.forEach((id, flight) -> {
            if (purge.test(withoutPrefix(id))) {
                flight.purge();
                running.remove(id, flight);
            }
        });
        keeper.forget(purge);
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
    private record Plan(String id, Flight flight, RequestCheck admission, Forwarding forwarding, boolean background) {}
}
