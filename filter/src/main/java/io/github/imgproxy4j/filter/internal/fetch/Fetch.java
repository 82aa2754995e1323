package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.body.SpoolException;
import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.http.Timing;
import io.github.imgproxy4j.filter.internal.log.LogText;
import io.github.imgproxy4j.filter.internal.request.Forwarding;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.internal.tier.FetchReport;
import io.github.imgproxy4j.filter.internal.tier.Tiers;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One fetch of one variant, shared by all requests for it. It owns its life: it begins or is rejected, once; reads the
 * tiers, unless that was done for it and still holds; asks upstream if they do not have the variant; and ends when the store
 * has it, so that it is not fetched again in between. Thread-safe; {@link #run} is for a thread of the proxy.
 */
final class Fetch {
    private static final Logger log = LoggerFactory.getLogger(Fetch.class);

    private final FetchCoordinator fetches;
    private final FetchContext context;
    private final RequestCheck requestCheck;
    private final Forwarding forwarding;
    private final @Nullable Observation seen;
    private final boolean background;
    private final SharedResponse response;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CompletableFuture<Void> kept = new CompletableFuture<>();
    private volatile @Nullable Fetch predecessor;
    private volatile boolean hasReplaced;
    private volatile boolean purged;
    private volatile boolean wantedByVisitor;
    private volatile FetchReport report = FetchReport.NONE;

    private final long openedNanos = System.nanoTime();
    private volatile long begunNanos = openedNanos;

    // Only for the thread that runs it.
    private @Nullable Long storeNanos;
    private @Nullable Long askedNanos;
    private boolean toBeRevalidated;
    private boolean changedNothing;

    private @Nullable ImageMetadata toBeCopied;

    /**
     * A fetch that has not begun.
     *
     * @param seen what the tiers had a moment ago, closed by the fetch; null if they were not read yet
     * @param background whether it only renews what is served meanwhile, so that no request needs to wait for it
     */
    Fetch(
            FetchCoordinator fetches,
            FetchContext context,
            RequestCheck requestCheck,
            Forwarding forwarding,
            @Nullable Observation seen,
            boolean background) {
        this.fetches = fetches;
        this.context = context;
        this.requestCheck = requestCheck;
        this.forwarding = forwarding;
        this.seen = seen;
        this.background = background;
        this.response = new SharedResponse(context.newRelay());
    }

    String key() {
        return requestCheck.key();
    }

    Route route() {
        return requestCheck.route();
    }

    SharedResponse response() {
        return response;
    }

    /** Whether something older may be served until it is done. */
    boolean isInBackground() {
        return background && !response.isWhole();
    }

    /** Takes the place of a fetch that cannot be joined any more, and may be about to change the tiers. */
    void replace(Fetch other) {
        predecessor = other;
        hasReplaced = true;
    }

    /** Runs an action when the tiers have what the replaced fetch brought; at once if there was none. */
    void afterPredecessor(Runnable action) {
        Fetch replaced = predecessor;
        if (replaced == null) {
            action.run();
            return;
        }
        CompletableFuture<Void> unused = replaced.kept.thenRun(() -> {
            predecessor = null;
            action.run();
        });
    }

    /** Says that its turn has come, or that it waited too long for it; only the first call returns true. */
    boolean begin() {
        begunNanos = System.nanoTime();
        return begun.compareAndSet(false, true);
    }

    /** Ends what will never run, because another fetch of the variant is joined. */
    void discard() {
        if (seen != null) {
            seen.close();
        }
    }

    /** Ends what could not have its turn. */
    void reject(Exception reason) {
        log.debug("{} is not fetched", LogText.path(requestCheck.path()), reason);
        discard();
        fail(ErrorStatus.BUSY, reason);
        end();
        kept.complete(null);
    }

    /** Sends the variant to the waiting requests, and stores it in the tiers. */
    void run() {
        FetchResult result = null;
        try (Observation known = observe()) {
            storeNanos = known.storeNanos();
            if (known.found() != null && fetches.isBeingPurged(key())) {
                // It may have ended before the purge has, which would then not find it.
                purge();
            }
            result = act(known);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            fail(ErrorStatus.BUSY, closing);
        } catch (RuntimeException | Error bug) {
            log.error("fetching {} failed", LogText.path(requestCheck.path()), bug);
            fail(ErrorStatus.BAD_GATEWAY, bug);
        } finally {
            store(result);
            kept.complete(null);
        }
    }

    /** What was seen before, unless the tiers have changed since. */
    private Observation observe() {
        if (seen != null && !hasReplaced && context.observations().holds(key(), seen)) {
            return seen;
        }
        discard();
        return context.observations().ofTiers(requestCheck);
    }

    private @Nullable FetchResult act(Observation known) throws InterruptedException {
        Tiers.Found found = known.found();
        switch (known.decision().action()) {
            case SERVE -> stored(found).serve(false);
            case SERVE_STALE -> stored(found).serve(true);
            case SERVE_AND_REVALIDATE -> {
                if (background) {
                    return askUpstream(found);
                }
                toBeRevalidated = true;
                stored(found).serve(true);
            }
            case REVALIDATE, FETCH -> {
                return askUpstream(found);
            }
            case REFUSE -> {
                changedNothing = true;
                response.announce(ProxyResponse.notStored());
            }
        }
        return null;
    }

    private StoredResponse stored(Tiers.@Nullable Found found) {
        return new StoredResponse(this, context, Objects.requireNonNull(found));
    }

    private @Nullable FetchResult askUpstream(Tiers.@Nullable Found old) throws InterruptedException {
        ProxyResponse failure = context.failures().get(key());
        if (failure != null) {
            response.announce(failure);
            return null;
        }
        askedNanos = System.nanoTime();
        return fetches.askUpstream(this, new UpstreamExchange(this, context, requestCheck, forwarding, old));
    }

    /** Neither upstream nor the store is to blame, so no error is cached. Those who wait for the headers still get an error. */
    void cutOff(SpoolException full) {
        String name = requestCheck.path() == null ? key() : LogText.path(requestCheck.path());
        context.spoolFailures().warn(log, "{} is cut off: {}", name, LogText.of(full.getMessage()));
        announce(ProxyResponse.refused(ErrorStatus.BAD_GATEWAY, CacheStatus.forwarded(0, false)));
        response.relay().fail(full);
    }

    /** Whether the tiers were read and nothing else; only at its end, on the thread that runs it. */
    boolean hasChangedNothing() {
        return changedNothing;
    }

    /** No request can join from now on: requests read the tiers. */
    void stopJoining() {
        fetches.ended(this);
    }

    /** Announces the response to the waiting requests. */
    void announce(ProxyResponse known) {
        response.announce(known.after(waited()));
    }

    /** All bytes have been relayed. */
    void complete(ImageMetadata metadata) {
        response.complete(
                metadata,
                () -> context.policy()
                        .freshness()
                        .isFresh(metadata.lifetime(), context.clock().instant()));
    }

    /**
     * Announces an error to the waiting requests, after caching it.
     *
     * @param lifetime how long the error is good by upstream's own word, or null if it said nothing
     */
    void refuse(ProxyResponse refused, @Nullable Duration lifetime) {
        if (!response.isAnnounced() && !purged) {
            context.failures().add(key(), refused, lifetime);
        }
        announce(refused);
    }

    private void fail(ErrorStatus errorStatus, Throwable cause) {
        refuse(ProxyResponse.refused(errorStatus, CacheStatus.forwarded(0, false)), null);
        response.relay().fail(cause);
    }

    private Timing waited() {
        return new Timing(
                begunNanos - openedNanos, storeNanos, askedNanos == null ? null : System.nanoTime() - askedNanos);
    }

    /** A visitor waits for it, even if another request opened it. */
    void wantedByVisitor() {
        wantedByVisitor = true;
    }

    boolean isWantedByVisitor() {
        return wantedByVisitor;
    }

    /** Whether the work on it should leave the processors to visitors, none of whom waits for it. */
    boolean givesWay() {
        return !wantedByVisitor && fetches.areVisitorsThere();
    }

    /** What is under way may be sent to those who wait for it, but not kept; likewise what a replaced fetch brought. */
    void purge() {
        purged = true;
        Fetch replaced = predecessor;
        if (replaced != null) {
            replaced.purge();
        }
    }

    boolean isPurged() {
        return purged;
    }

    /** What is known of how the variant was made; said before it is complete. */
    void report(FetchReport known) {
        report = known;
    }

    FetchReport report() {
        return report;
    }

    /** Puts what it has read from a distant store into its local cache as well, when it is over. */
    void copyWhenOver(ImageMetadata metadata) {
        toBeCopied = metadata;
    }

    /** Puts a complete variant into the tiers; it can be joined until the store has it. */
    private void store(@Nullable FetchResult result) {
        ImageMetadata copied = toBeCopied;
        if (purged || (result == null && copied == null)) {
            end();
            return;
        }
        try {
            if (result != null) {
                context.cacheWriter().put(this, result, this::end);
            } else if (copied != null) {
                context.cacheWriter().copy(this, copied, this::end);
            }
        } catch (RuntimeException | Error bug) {
            log.error("storing {} failed", LogText.path(requestCheck.path()), bug);
            end();
        }
    }

    /** Once: the holders of the relay are counted. */
    private void end() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        stopJoining();
        response.relay().close();
        fetches.released(this);
        if (toBeRevalidated) {
            fetches.revalidate(requestCheck, forwarding);
        }
    }
}
