package io.github.imgproxy4j.filter.internal.tier;

import io.github.imgproxy4j.filter.event.ProxyListener;
import io.github.imgproxy4j.filter.internal.resources.Limits;
import io.github.imgproxy4j.filter.internal.resources.Threads;
import io.github.imgproxy4j.filter.internal.resources.ThrottledLogger;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes variants into the store in the background. Thread-safe.
 *
 * <p>Waiting variants are limited in number and in bytes. A failed write is repeated after growing, jittered pauses; only
 * this class does so, stores try once. Two writes of one key at a time are one. A variant that is purged while it waits is
 * not written, and one that is purged while it is being written is deleted again.
 */
public final class StoreWriter {
    private static final Logger log = LoggerFactory.getLogger(StoreWriter.class);

    private final ImageStore store;
    private final ExecutorService executor;
    private final int maximumWaiting;
    private final long maximumBytes;

    private final Map<String, StoreWrite> waiting = new ConcurrentHashMap<>();

    /** Those that are not over, and that no write of the same key waits for any more. */
    private final Set<StoreWrite> purgedWrites = ConcurrentHashMap.newKeySet();

    private final AtomicLong waitingBytes = new AtomicLong();
    private final WriteOutcomes outcomes = new WriteOutcomes();
    private final StoreWrite.Context context;
    private volatile boolean closing;

    public StoreWriter(ImageStore store, ProxyListener listener, Threads threads, Limits limits) {
        this(store, listener, threads, limits, RetryPauses.FIRST);
    }

    public StoreWriter(ImageStore store, ProxyListener listener, Threads threads, Limits limits, Duration firstPause) {
        this.store = store;
        this.executor = threads.storeWriters();
        this.maximumWaiting = limits.waitingWrites();
        this.maximumBytes = limits.waitingWriteBytes();
        this.context = new StoreWrite.Context(
                store,
                listener,
                executor,
                threads.scheduler(),
                new RetryPauses(firstPause),
                outcomes,
                new ThrottledLogger(),
                () -> closing,
                this::ended);
    }

    /**
     * Writes a variant soon.
     *
     * @param report how it was fetched
     * @param purged whether it was purged since: then it is not written, or deleted after it was
     * @param done run once, when the variant is stored or lost; the body may be released then
     */
    public void write(
            String key,
            ImageMetadata metadata,
            ImageBody body,
            FetchReport report,
            BooleanSupplier purged,
            Runnable done) {
        StoreWrite write = new StoreWrite(new PendingVariant(key, metadata, body, report, purged, done), context);
        cancelIfPurged(key);
        if (waiting.putIfAbsent(key, write) != null) {
            done.run();
            return;
        }
        long bytes = waitingBytes.addAndGet(metadata.length());
        if (closing) {
            write.lose(new IOException("the proxy shuts down"));
        } else if (waiting.size() > maximumWaiting || bytes > maximumBytes) {
            write.lose(new IOException("too many variants are waiting to be stored"));
        } else {
            write.submit();
        }
    }

    /** Whether a variant of this type and length would be written now. */
    public boolean wouldWrite(String contentType, OptionalLong length) {
        return !closing
                && store.accepts(contentType)
                && outcomes.problem() == null
                && waiting.size() < maximumWaiting
                && waitingBytes.get() + length.orElse(0) <= maximumBytes;
    }

    /** Why nothing can be written, according to the results of the last writes, or null. */
    @Nullable
    public String problem() {
        return outcomes.problem();
    }

    /** A write whose fetch was purged is no reason to leave out the next one. */
    private void cancelIfPurged(String key) {
        StoreWrite write = waiting.get(key);
        if (write != null && write.isPurged()) {
            cancel(key, write);
        }
    }

    /** Cancels waiting and running writes of these keys. */
    public void cancel(KeySelector keys) {
        waiting.forEach((key, write) -> {
            if (keys.test(key)) {
                cancel(key, write);
            }
        });
    }

    private void cancel(String key, StoreWrite write) {
        purgedWrites.add(write);
        if (waiting.remove(key, write)) {
            write.purge();
        } else {
            purgedWrites.remove(write);
        }
    }

    /** Whether the store may have a variant for a moment that was purged while it was being written. */
    public boolean mayHavePurged(String key) {
        StoreWrite write = waiting.get(key);
        return (write != null && write.isPurged())
                || (!purgedWrites.isEmpty()
                        && purgedWrites.stream()
                                .anyMatch(purged -> purged.variant().key().equals(key)));
    }

    /** Waits a limited time for all writes; variants that are not written by then are lost and counted. Idempotent. */
    public void drain(Duration limit) {
        closing = true;
        waiting.values().forEach(StoreWrite::skipPause);
        executor.shutdown();
        try {
            if (!executor.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("{} variants were not stored within {}", waiting.size(), limit);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
        waiting.values().forEach(write -> write.lose(new IOException("the proxy shut down before it was stored")));
    }

    private void ended(StoreWrite write) {
        PendingVariant variant = write.variant();
        waiting.remove(variant.key(), write);
        purgedWrites.remove(write);
        waitingBytes.addAndGet(-variant.metadata().length());
        variant.done().run();
    }
}
