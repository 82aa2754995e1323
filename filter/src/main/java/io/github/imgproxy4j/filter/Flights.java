package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.SignedPath;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.filter.upstream.Upstream;
import io.github.imgproxy4j.filter.upstream.UpstreamRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fetches in progress, one for each variant. Thread-safe.
 *
 * <p>A flight runs on a thread of the proxy. It stays in the map, and so can be joined, until the store has its variant.
 */
final class Flights {
    private static final Logger log = LoggerFactory.getLogger(Flights.class);

    private static final String CACHE_ROUTE = "cache/";

    private final Tiers tiers;
    private final FailureMemory failures;
    private final Upstream upstream;
    private final Function<SignedPath, String> sources;
    private final ProxyListener listener;
    private final @Nullable StoreWriter storeWriter;
    private final Threads threads;
    private final Limits limits;
    private final Policy policy;
    private final Clock clock;
    private final Watchdog watchdog;
    private final MemoryBudget relayBudget;
    private final Map<String, Flight> running = new ConcurrentHashMap<>();

    Flights(
            Tiers tiers,
            FailureMemory failures,
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
        this.upstream = upstream;
        this.sources = sources;
        this.listener = listener;
        this.storeWriter = storeWriter;
        this.threads = threads;
        this.limits = limits;
        this.policy = policy;
        this.clock = clock;
        this.watchdog = new Watchdog(threads.scheduler(), limits.bodyIdle(), limits.bodyTotal());
        this.relayBudget = new MemoryBudget(limits.relayBytesTotal());
    }

    /** The flight to upstream for a key, or null. */
    @Nullable
    Flight running(String key) {
        return running.get(key);
    }

    /** How many bytes of images under way are in memory. */
    long relayBytes() {
        return relayBudget.reservedBytes();
    }

    /** Cuts off what has not arrived yet. */
    void giveUp() {
        watchdog.cutAll("the proxy shuts down");
    }

    /** The answer of the flight for this variant, which is joined or opened. */
    CompletableFuture<Answer> join(Admission admission, Forwarding forwarding) {
        // The cache route must not wait for upstream, so it does not share the proxy route's flight.
        String id = admission.route() == Route.CACHE ? CACHE_ROUTE + admission.key() : admission.key();
        Flight opened = new Flight(new Relay(relayBudget, limits.relayBytesPerImage(), limits.spoolFolder()));
        Flight flight = Objects.requireNonNull(
                running.compute(id, (key, other) -> other != null && other.join() ? other : opened));
        if (flight != opened) {
            return flight.answerForJoiner(false);
        }
        opened.join();
        CompletableFuture<Answer> answer = opened.answerForJoiner(true);
        takeOff(id, opened, admission, forwarding);
        return answer;
    }

    private void takeOff(String id, Flight flight, Admission admission, Forwarding forwarding) {
        try {
            ScheduledFuture<?> tooLong = threads.scheduler()
                    .schedule(() -> cancel(id, flight), limits.longestWait().toMillis(), TimeUnit.MILLISECONDS);
            threads.flights().execute(() -> {
                tooLong.cancel(false);
                if (flight.begin()) {
                    run(id, flight, admission, forwarding);
                }
            });
        } catch (RejectedExecutionException fullOrClosing) {
            if (flight.begin()) {
                if (!threads.flights().isShutdown()) {
                    log.warn("{} images are waiting for upstream already", limits.waitingFetches());
                }
                refuse(flight, Refusal.BUSY, fullOrClosing);
                over(id, flight);
            }
        }
    }

    private void cancel(String id, Flight flight) {
        if (flight.begin()) {
            log.warn("an image waited longer than {} for its turn", limits.longestWait());
            refuse(flight, Refusal.BUSY, new IOException("waited longer than " + limits.longestWait()));
            over(id, flight);
        }
    }

    private void run(String id, Flight flight, Admission admission, Forwarding forwarding) {
        ImageMetadata toStore = null;
        try {
            toStore = fill(flight, admission, forwarding);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            refuse(flight, Refusal.BUSY, closing);
        } catch (RuntimeException | Error bug) {
            log.error("fetching {} failed", admission.path(), bug);
            refuse(flight, Refusal.BAD_GATEWAY, bug);
        } finally {
            keep(id, flight, toStore);
        }
    }

    private @Nullable ImageMetadata fill(Flight flight, Admission admission, Forwarding forwarding)
            throws InterruptedException {
        Departure departure =
                new Departure(flight, admission, forwarding, clock, limits.largestBodyBytes(), watchdog, policy);
        Tiers.Opened opened = tiers.openAny(admission.key());
        if (opened == null) {
            return act(departure, flight, admission, forwarding, null);
        }
        StoredImage image = opened.image();
        try (image) {
            return act(departure, flight, admission, forwarding, opened);
        } catch (IOException alreadyGone) {
            log.debug("closing a stored variant", alreadyGone);
            return null;
        }
    }

    private @Nullable ImageMetadata act(
            Departure departure,
            Flight flight,
            Admission admission,
            Forwarding forwarding,
            Tiers.@Nullable Opened opened)
            throws InterruptedException {
        ImageMetadata entry = opened == null ? null : opened.image().metadata();
        Decision decision = Decision.of(admission, entry, clock.instant());
        switch (decision.action()) {
            case SERVE -> departure.fromStore(Objects.requireNonNull(opened));
            case REFUSE -> flight.announce(CachingProxy.notStored());
            case FETCH -> {
                SignedPath signedPath = Objects.requireNonNull(admission.signedPath());
                UpstreamRequest upstreamRequest =
                        new UpstreamRequest(signedPath, forwarding.requestId(), forwarding.headers());
                return fetch(departure, flight, admission.key(), upstreamRequest);
            }
        }
        return null;
    }

    private @Nullable ImageMetadata fetch(
            Departure departure, Flight flight, String key, UpstreamRequest upstreamRequest)
            throws InterruptedException {
        MeasuredFetch fetch = new MeasuredFetch(upstream, upstreamRequest);
        try {
            return departure.fromUpstream(fetch);
        } finally {
            SignedPath signedPath = upstreamRequest.signedPath();
            flight.report(fetch.report(sources.apply(signedPath)));
            listener.fetched(new ProxyListener.Fetched(key, signedPath.path(), fetch.status(), fetch.took()));
        }
    }

    private static void refuse(Flight flight, Refusal refusal, Throwable cause) {
        flight.announce(Answer.refused(refusal, CacheStatus.forwarded(false, 0, false)));
        flight.relay().fail(cause);
    }

    /** Puts a landed variant into the tiers; the flight stays joinable until the store has it. */
    private void keep(String id, Flight flight, @Nullable ImageMetadata metadata) {
        Answer answer = flight.knownAnswer();
        if (answer != null && !flight.isPurged()) {
            failures.add(id, answer);
        }
        if (metadata == null || flight.isPurged()) {
            over(id, flight);
            return;
        }
        tiers.remember(id, metadata, flight.relay().body());
        if (storeWriter == null) {
            over(id, flight);
        } else {
            storeWriter.write(id, metadata, flight.relay().body(), flight.report(), () -> over(id, flight));
        }
        if (flight.isPurged()) {
            // It was purged between the look above and now, so whoever purged may have come too early for these.
            forgetKept(Purge.of(id));
        }
    }

    /** Lets nobody join flights for these keys any more, and keeps what they bring out of the tiers. */
    void forget(Purge purge) {
        running.forEach((id, flight) -> {
            String key = id.startsWith(CACHE_ROUTE) ? id.substring(CACHE_ROUTE.length()) : id;
            if (purge.test(key) || purge.test(id)) {
                flight.purge();
                running.remove(id, flight);
            }
        });
        forgetKept(purge);
    }

    private void forgetKept(Purge purge) {
        failures.forget(purge);
        if (storeWriter != null) {
            storeWriter.forget(purge);
        }
        tiers.forget(purge);
    }

    private void over(String id, Flight flight) {
        running.remove(id, flight);
        flight.relay().close();
    }
}
