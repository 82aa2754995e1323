package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.http.Policy;
import io.github.imgproxy4j.filter.internal.http.Timing;
import io.github.imgproxy4j.filter.internal.request.ClientRequest;
import io.github.imgproxy4j.filter.internal.request.Forwarding;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.internal.tier.Tiers;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.Lifetime;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Finds the answer to a request: at once where nothing has to be waited for, and with a flight elsewhere. Thread-safe. */
public final class Lookup {
    private final Tiers tiers;
    private final FetchCoordinator fetches;
    private final Policy policy;
    private final Clock clock;

    public Lookup(Tiers tiers, FetchCoordinator fetches, Policy policy, Clock clock) {
        this.tiers = tiers;
        this.fetches = fetches;
        this.policy = policy;
        this.clock = clock;
    }

    /** The answer if it takes no waiting, or null: then {@link #fetch} has it. */
    @Nullable
    public ProxyResponse lookupNow(RequestCheck requestCheck, ClientRequest clientRequest) {
        ErrorStatus errorStatus = Decision.refusalOf(requestCheck, clock.instant());
        if (errorStatus != null) {
            return ProxyResponse.refused(errorStatus, CacheStatus.refused());
        }
        Tiers.Found found = tiers.inMemory(requestCheck.key());
        Timing waited = null;
        if (found == null) {
            Flight flight = fetches.running(requestCheck.key());
            if (flight != null && requestCheck.route() != Route.CACHE) {
                return null;
            }
            ProxyResponse completed = flight == null ? null : flight.answerIfComplete();
            if (completed != null) {
                return unlessOver(completed);
            }
            // Between the two look-ups it may have handed its variant over to the store.
            if (flight != null && !flight.isComplete()) {
                return ProxyResponse.notStored();
            }
            if (!tiers.isLocal()) {
                return null;
            }
            long startedNanos = System.nanoTime();
            found = tiers.inLocalStore(requestCheck.key());
            waited = Timing.ofStore(System.nanoTime() - startedNanos);
        }
        ProxyResponse answer = answer(requestCheck, clientRequest, found);
        return answer == null || waited == null ? answer : answer.after(waited);
    }

    /** The store may take its time, and the path may end before it has the variant. */
    private ProxyResponse unlessOver(ProxyResponse completed) {
        ProxyResponse.Image image = completed.image();
        Lifetime lifetime = image == null ? null : image.lifetime();
        if (image == null || lifetime == null || !Decision.isOver(lifetime.expiresAt(), clock.instant())) {
            return completed;
        }
        image.bytes().close();
        return ProxyResponse.notStored();
    }

    private @Nullable ProxyResponse answer(
            RequestCheck requestCheck, ClientRequest clientRequest, Tiers.@Nullable Found found) {
        ImageMetadata entry = found == null ? null : found.metadata();
        Decision decision = Decision.of(requestCheck, entry, clock.instant(), policy.freshness());
        if (found != null && decision.action() == Decision.Action.SERVE) {
            return ProxyResponse.image(
                    ProxyResponse.Image.stored(found.metadata(), found.bytes()), CacheStatus.hit(found.tier()));
        }
        if (found != null && decision.action() == Decision.Action.SERVE_AND_REVALIDATE) {
            fetches.revalidate(requestCheck, Forwarding.ofAccept(clientRequest, policy.negotiation()));
            return ProxyResponse.image(
                    ProxyResponse.Image.stored(found.metadata(), found.bytes()), CacheStatus.staleHit(found.tier()));
        }
        if (found != null) {
            found.bytes().close();
        }
        return decision.errorStatus() == null ? null : ProxyResponse.notStored();
    }

    /** The answer of the flight for this variant, which is joined or opened. */
    public CompletableFuture<ProxyResponse> fetch(RequestCheck requestCheck, Forwarding forwarding) {
        return fetches.join(requestCheck, forwarding);
    }
}
