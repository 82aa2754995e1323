package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.event.FetchReport;
import io.github.imgproxy4j.filter.internal.body.Relay;
import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One fetch in progress, shared by everybody who wants that variant. Thread-safe.
 *
 * <p>It stays joinable after its last byte until the store has the variant, so that nobody has to fetch it again in
 * between.
 */
public final class Flight {
    /** The tier's name for those who join a flight whose last byte is there. */
    private static final String TIER = "flight";

    private final Relay relay;
    private final ErrorMemory onError;
    private final CompletableFuture<ProxyResponse> answer = new CompletableFuture<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile @Nullable ImageMetadata completed;
    private volatile boolean purged;
    private volatile FetchReport report = FetchReport.NONE;
    private final long openedNanos = System.nanoTime();
    private volatile long begunNanos = openedNanos;

    /**
     * A flight that has not begun.
     *
     * @param onError learns of an error before anybody else does, unless the flight is purged
     */
    Flight(Relay relay, ErrorMemory onError) {
        this.relay = relay;
        this.onError = onError;
    }

    public Relay relay() {
        return relay;
    }

    /** Adds a reader, or returns false if the flight is over: that it was refused is told to those who waited only. */
    boolean join() {
        ProxyResponse known = answer.getNow(null);
        return (known == null || known.errorStatus() == null) && relay.retain();
    }

    /** Says that its turn has come, or that it waited too long for it; only the first call returns true. */
    boolean begin() {
        begunNanos = System.nanoTime();
        return begun.compareAndSet(false, true);
    }

    /** How long it waited for its turn. */
    long turnNanos() {
        return begunNanos - openedNanos;
    }

    /** When its turn came, by the clock of {@link System#nanoTime}. */
    long begunNanos() {
        return begunNanos;
    }

    /** What is under way may be sent to those who wait for it, but not kept. */
    void purge() {
        purged = true;
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

    /** Status and headers are known; only the first call counts. */
    void announce(ProxyResponse known) {
        announce(known, null);
    }

    /**
     * The same.
     *
     * @param remembered how long an error is good by upstream's own word, or null if it said nothing
     */
    void announce(ProxyResponse known, @Nullable Duration remembered) {
        if (known.errorStatus() != null && !answer.isDone() && !purged) {
            onError.add(known, remembered);
        }
        answer.complete(known);
    }

    boolean isAnnounced() {
        return answer.isDone();
    }

    boolean isComplete() {
        return completed != null;
    }

    /** All bytes are there, and with them all that is to know of them. */
    void complete(ImageMetadata metadata) {
        completed = metadata;
        relay.complete();
    }

    /** The answer from the whole body for somebody who has not joined yet, or null if it is not whole or over. */
    @Nullable
    ProxyResponse answerIfComplete() {
        ImageMetadata metadata = completed;
        return metadata != null && join() ? wholeAnswer(metadata) : null;
    }

    /**
     * The answer for somebody who joined; one without an image needs no bytes any more. Who does not want to wait for it
     * cancels it, and needs none either.
     */
    CompletableFuture<ProxyResponse> answerForJoiner(boolean leader) {
        ImageMetadata metadata = completed;
        if (metadata != null) {
            return CompletableFuture.completedFuture(wholeAnswer(metadata));
        }
        CompletableFuture<ProxyResponse> joined = answer.thenApply(known -> leader ? known : known.collapsed());
        CompletableFuture<ProxyResponse> unused = joined.whenComplete((known, left) -> {
            if (known == null || known.image() == null) {
                relay.close();
            }
        });
        return joined;
    }

    /** Learns of an error, and how long it is good by upstream's own word, or null. */
    @FunctionalInterface
    interface ErrorMemory {
        void add(ProxyResponse refused, @Nullable Duration remembered);
    }

    private ProxyResponse wholeAnswer(ImageMetadata metadata) {
        return ProxyResponse.image(ProxyResponse.Image.stored(metadata, relay), CacheStatus.hit(TIER));
    }
}
