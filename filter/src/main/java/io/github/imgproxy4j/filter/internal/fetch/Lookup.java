package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.http.Timing;
import io.github.imgproxy4j.filter.internal.request.ClientRequest;
import io.github.imgproxy4j.filter.internal.request.Forwarding;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.internal.tier.Tiers;
import io.github.imgproxy4j.filter.store.Lifetime;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the response to a request: at once where nothing has to be waited for, and by a fetch elsewhere. Thread-safe. */
public final class Lookup {
    private final FetchContext context;
    private final FetchCoordinator fetches;

    public Lookup(FetchContext context, FetchCoordinator fetches) {
        this.context = context;
        this.fetches = fetches;
    }

    /**
     * The response to a request; it is complete already if it took no waiting. Never fails. A caller that does not want to wait
     * for it any more cancels it.
     *
     * @param forwarding what of the request travels upstream; asked for only if something has to be fetched
     */
    public CompletableFuture<ProxyResponse> find(
            RequestCheck requestCheck, ClientRequest clientRequest, Supplier<Forwarding> forwarding) {
        ErrorStatus errorStatus =
                Decision.refusalOf(requestCheck, context.clock().instant());
        if (errorStatus != null) {
            return now(ProxyResponse.refused(errorStatus, CacheStatus.refused()));
        }
        if (!clientRequest.background()) {
            fetches.visitorCame();
        }
        long changes = context.observations().changes(requestCheck.key());
        Tiers.Found inMemory = context.tiers().inMemory(requestCheck.key());
        if (inMemory != null) {
            Observation seen = context.observations().ofMemory(requestCheck, inMemory, changes);
            return act(seen, requestCheck, clientRequest, forwarding);
        }
        Fetch running = fetches.running(requestCheck.key());
        if (running != null && requestCheck.route() == Route.CACHE) {
            ProxyResponse withoutWaiting = withoutWaiting(running.response());
            if (withoutWaiting != null) {
                return now(withoutWaiting);
            }
        } else if (running != null) {
            return fetches.join(requestCheck, forwarding.get(), null, clientRequest.background());
        }
        if (requestCheck.route() == Route.CACHE && context.observations().wasMissing(requestCheck.key(), changes)) {
            return now(ProxyResponse.notStored());
        }
        // A store behind a network is read by the fetch: this thread must not wait for it.
        if (context.tiers().isLocal()) {
            return act(context.observations().ofStore(requestCheck, changes), requestCheck, clientRequest, forwarding);
        }
        Observation copy = context.observations().ofLocalCache(requestCheck, changes);
        return copy.decision().action() == Decision.Action.SERVE
                ? now(served(copy, false))
                : withoutCopy(copy, requestCheck, clientRequest, forwarding);
    }

    /** The store knows more than a copy that is too old: another process may have replaced the variant. */
    private CompletableFuture<ProxyResponse> withoutCopy(
            Observation copy, RequestCheck requestCheck, ClientRequest clientRequest, Supplier<Forwarding> forwarding) {
        if (copy.found() != null) {
            copy.close();
            context.tiers().dropFromLocalCache(requestCheck.key());
        }
        return fetches.join(requestCheck, forwarding.get(), null, clientRequest.background());
    }

    private static CompletableFuture<ProxyResponse> now(ProxyResponse response) {
        return CompletableFuture.completedFuture(response);
    }

    /** What the cache route says while a variant is fetched; null if the tiers have it by now. */
    private @Nullable ProxyResponse withoutWaiting(SharedResponse fetched) {
        ProxyResponse whole = fetched.ifWhole();
        if (whole != null) {
            return unlessOver(whole);
        }
        return fetched.isWhole() ? null : ProxyResponse.notStored();
    }

    /** The store may take its time, and the path may end before it has the variant. */
    private ProxyResponse unlessOver(ProxyResponse whole) {
        ProxyResponse.Image image = Objects.requireNonNull(whole.image());
        Lifetime lifetime = image.lifetime();
        if (lifetime == null
                || !Decision.isOver(lifetime.expiresAt(), context.clock().instant())) {
            return whole;
        }
        image.bytes().close();
        return ProxyResponse.notStored();
    }

    private CompletableFuture<ProxyResponse> act(
            Observation seen, RequestCheck requestCheck, ClientRequest clientRequest, Supplier<Forwarding> forwarding) {
        return switch (seen.decision().action()) {
            case SERVE -> now(served(seen, false));
            case SERVE_STALE -> now(served(seen, true));
            case SERVE_AND_REVALIDATE -> {
                fetches.revalidate(
                        requestCheck,
                        Forwarding.ofAccept(clientRequest, context.policy().negotiation()));
                yield now(served(seen, true));
            }
            case REVALIDATE, FETCH -> fetches.join(requestCheck, forwarding.get(), seen, clientRequest.background());
            case REFUSE -> {
                seen.close();
                yield now(timed(seen, ProxyResponse.notStored()));
            }
        };
    }

    private static ProxyResponse served(Observation seen, boolean stale) {
        Tiers.Found found = Objects.requireNonNull(seen.found());
        return timed(
                seen,
                ProxyResponse.image(
                        ProxyResponse.Image.stored(found.metadata(), found.bytes()),
                        stale ? CacheStatus.staleHit(found.tier()) : CacheStatus.hit(found.tier())));
    }

    private static ProxyResponse timed(Observation seen, ProxyResponse response) {
        Long storeNanos = seen.storeNanos();
        return storeNanos == null ? response : response.after(Timing.ofStore(storeNanos));
    }
}
