package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.internal.body.Relay;
import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The response of a fetch, for all requests that join it: announced once, then its bytes as they arrive. Thread-safe.
 *
 * <p>After its last byte and until the fetch closes it, it can be joined as long as a cache could serve it.
 */
final class SharedResponse {
    /** The tier's name for requests that join a fetch whose last byte has arrived. */
    private static final String TIER = "fetch";

    private final Relay relay;
    private volatile @Nullable ProxyResponse announced;

    /** In the order in which they will be told; guarded by itself. */
    private final List<Joiner> waiting = new ArrayList<>();

    private volatile @Nullable ImageMetadata whole;
    private volatile BooleanSupplier reusable = () -> true;

    SharedResponse(Relay relay) {
        this.relay = relay;
    }

    Relay relay() {
        return relay;
    }

    /**
     * Adds a reader, or returns false if it is over. An error is for the requests that waited for it only, and so is an
     * image that may not be stored, or has to be revalidated before it is used again (RFC 9111, section 4).
     */
    boolean join() {
        ProxyResponse known = announced;
        return (known == null || known.errorStatus() == null) && reusable.getAsBoolean() && relay.retain();
    }

    /**
     * The response for a request that joined; one without an image needs no bytes any more. A caller that no longer waits
     * cancels it, and needs none either.
     *
     * @param leader whether the fetch was opened for this one
     */
    CompletableFuture<ProxyResponse> forJoiner(boolean leader) {
        ImageMetadata metadata = whole;
        if (metadata != null) {
            return CompletableFuture.completedFuture(wholeResponse(metadata));
        }
        Joiner joiner = new Joiner(new CompletableFuture<>(), leader);
        CompletableFuture<ProxyResponse> unused = joiner.told.whenComplete((known, left) -> {
            if (known == null || known.image() == null) {
                relay.close();
            }
            if (left != null) {
                forget(joiner);
            }
        });
        ProxyResponse known = knownUnlessWaiting(joiner);
        if (known != null) {
            joiner.tell(known);
        }
        return joiner.told;
    }

    /** What was announced already; or null, and then the joiner waits for it. */
    private @Nullable ProxyResponse knownUnlessWaiting(Joiner joiner) {
        synchronized (waiting) {
            if (announced == null) {
                waiting.add(joiner.leads ? 0 : waiting.size(), joiner);
            }
            return announced;
        }
    }

    /** It has left: an upstream that is slow must not make those who come and go take memory. */
    private void forget(Joiner left) {
        synchronized (waiting) {
            waiting.remove(left);
        }
    }

    /** How many wait, for tests. */
    int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    /** The response from the complete body for a request that has not joined, or null if it is not complete or over. */
    @Nullable
    ProxyResponse ifWhole() {
        ImageMetadata metadata = whole;
        return metadata != null && join() ? wholeResponse(metadata) : null;
    }

    private ProxyResponse wholeResponse(ImageMetadata metadata) {
        return ProxyResponse.image(ProxyResponse.Image.stored(metadata, relay), CacheStatus.hit(TIER));
    }

    /**
     * Status and headers are known; only the first call counts. The request that the fetch was opened for is told first, and the
     * others in the order in which they came.
     */
    void announce(ProxyResponse known) {
        List<Joiner> told;
        synchronized (waiting) {
            if (announced != null) {
                return;
            }
            announced = known;
            told = List.copyOf(waiting);
            waiting.clear();
        }
        told.forEach(joiner -> joiner.tell(known));
    }

    boolean isAnnounced() {
        return announced != null;
    }

    /**
     * All bytes are there, and with them all that is to know of them.
     *
     * @param fresh whether it may still be served without asking upstream
     */
    void complete(ImageMetadata metadata, BooleanSupplier fresh) {
        reusable = fresh;
        whole = metadata;
        relay.complete();
    }

    /** All bytes are there, of an image that may not be stored. */
    void completeUnstorable() {
        reusable = () -> false;
        relay.complete();
    }

    boolean isWhole() {
        return whole != null;
    }

    /**
     * One that waits for the response.
     *
     * @param leads whether the fetch was opened for it
     */
    private record Joiner(CompletableFuture<ProxyResponse> told, boolean leads) {
        void tell(ProxyResponse known) {
            told.complete(leads ? known.leading() : known.collapsed());
        }
    }
}
