package io.github.imgproxy4j.filter.internal.tier;

import io.github.imgproxy4j.filter.event.ProxyListener;
import io.github.imgproxy4j.filter.internal.log.LogText;
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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes variants into the store in the background. Thread-safe.
 *
 * <p>What waits is limited in number and in bytes. A write that fails is tried again with growing, jittered pauses; it is
 * this class alone that does so, stores try once. Two writes of one key at a time are one. A variant that is purged
 * while it waits is not written, and one that is purged while it is being written is removed again.
 */
public final class StoreWriter {
    private static final Logger log = LoggerFactory.getLogger(StoreWriter.class);

    /** With pauses of about 0.2, 0.8 and 3.2 s a hiccup is overcome, and an outage does not keep the queue full. */
    private static final int ATTEMPTS = 4;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final int PAUSE_FACTOR = 4;

    private final ImageStore store;
    private final ProxyListener listener;
    private final ExecutorService executor;
    private final ScheduledExecutorService scheduler;
    private final int maximumWaiting;
    private final long maximumBytes;
    private final long firstPauseMillis;

    private final Map<String, Write> waiting = new ConcurrentHashMap<>();
    private final Set<Write> purgedWrites = ConcurrentHashMap.newKeySet();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final ThrottledLogger losses = new ThrottledLogger();
    private final WriteOutcomes outcomes = new WriteOutcomes();
    private volatile boolean closing;

    public StoreWriter(ImageStore store, ProxyListener listener, Threads threads, Limits limits) {
        this(store, listener, threads, limits, FIRST_PAUSE);
    }

    public StoreWriter(ImageStore store, ProxyListener listener, Threads threads, Limits limits, Duration firstPause) {
        this.store = store;
        this.listener = listener;
        this.executor = threads.storeWriters();
        this.scheduler = threads.scheduler();
        this.maximumWaiting = limits.waitingWrites();
        this.maximumBytes = limits.waitingWriteBytes();
        this.firstPauseMillis = firstPause.toMillis();
    }

    /**
     * Writes a variant soon.
     *
     * @param report what is known of how it was made
     * @param done run once, when the variant is stored or lost; the body may be given back then
     */
    public void write(String key, ImageMetadata metadata, ImageBody body, FetchReport report, Runnable done) {
        Write write = new Write(key, metadata, body, report, done);
        if (waiting.putIfAbsent(key, write) != null) {
            done.run();
            return;
        }
        long bytes = waitingBytes.addAndGet(metadata.length());
        if (closing) {
            write.lose(new IOException("the proxy shuts down"));
        } else if (waiting.size() > maximumWaiting || bytes > maximumBytes) {
            write.lose(new IOException("too many variants wait to be stored"));
        } else {
            write.submit();
        }
    }

    /** Whether a variant of this type and length would be written now. */
    public boolean wouldWrite(String contentType, OptionalLong length) {
        return !closing
                && store.keeps(contentType)
                && outcomes.problem() == null
                && waiting.size() < maximumWaiting
                && waitingBytes.get() + length.orElse(0) <= maximumBytes;
    }

    /** Why nothing can be written, by what became of the last writes, or null. */
    @Nullable
    public String problem() {
        return outcomes.problem();
    }

    /** Keeps out of the store what waits to be written, or is being written, under one of these keys. */
    public void cancel(KeySelector keys) {
        waiting.forEach((key, write) -> {
            if (keys.test(key) && waiting.remove(key, write)) {
                write.purge();
                write.hurry();
            }
        });
    }

    /** Whether the store may have a variant for a moment that was purged while it was being written. */
    public boolean mayHavePurged(String key) {
        return !purgedWrites.isEmpty() && purgedWrites.stream().anyMatch(write -> write.key.equals(key));
    }

    /** Waits a limited time for what is to be written; what is not written by then is lost and counted. Idempotent. */
    public void drain(Duration limit) {
        closing = true;
        waiting.values().forEach(Write::hurry);
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

    private final class Write {
        private final String key;
        private final ImageMetadata metadata;
        private final ImageBody body;
        private final FetchReport report;
        private final Runnable done;
        private volatile boolean purged;

        // Guarded by this.
        private int failures;
        private boolean pausing;
        private boolean over;

        Write(String key, ImageMetadata metadata, ImageBody body, FetchReport report, Runnable done) {
            this.key = key;
            this.metadata = metadata;
            this.body = body;
            this.report = report;
            this.done = done;
        }

        void submit() {
            try {
                executor.execute(this::attempt);
            } catch (RejectedExecutionException closed) {
                lose(new IOException("the proxy shuts down", closed));
            }
        }

        private synchronized void purge() {
            purged = true;
            if (!over) {
                purgedWrites.add(this);
            }
        }

        private void attempt() {
            boolean stored;
            try {
                stored = !purged && store.put(key, metadata, body);
                if (!purged) {
                    outcomes.succeeded();
                }
            } catch (IOException failure) {
                outcomes.failed(failure);
                retryOrLose(failure);
                return;
            } catch (RuntimeException | Error bug) {
                Exception failure = bug instanceof RuntimeException known ? known : new IOException(bug);
                outcomes.failed(failure);
                lose(failure);
                return;
            }
            if (stored && purged) {
                remove();
            }
            if (end() && stored) {
                listener.stored(event());
            }
        }

        private ProxyListener.Stored event() {
            return ProxyListener.Stored.builder()
                    .key(key)
                    .path(String.valueOf(metadata.path()))
                    .source(report.source())
                    .contentType(metadata.contentType())
                    .bytes(metadata.length())
                    .sourceBytes(report.sourceBytes())
                    .width(report.width())
                    .height(report.height())
                    .upstreamTime(report.took())
                    .build();
        }

        private void remove() {
            try {
                store.delete(key);
            } catch (IOException | RuntimeException failure) {
                log.warn("{} was purged while it was stored and could not be removed: {}", key, LogText.of(failure));
            }
        }

        private void retryOrLose(IOException failure) {
            if (!pause()) {
                lose(failure);
            }
        }

        /** Begins a pause, or returns false if there is no more to be tried. */
        private synchronized boolean pause() {
            failures++;
            if (failures == ATTEMPTS || closing || purged) {
                return false;
            }
            long millis = firstPauseMillis;
            for (int i = 1; i < failures; i++) {
                millis *= PAUSE_FACTOR;
            }
            long jittered = millis / 2 + ThreadLocalRandom.current().nextLong(millis + 1);
            try {
                ScheduledFuture<?> unused = scheduler.schedule(this::hurry, jittered, TimeUnit.MILLISECONDS);
                pausing = true;
                return true;
            } catch (RejectedExecutionException closed) {
                return false;
            }
        }

        /** Ends the pause, if this is one. */
        void hurry() {
            synchronized (this) {
                if (!pausing) {
                    return;
                }
                pausing = false;
            }
            submit();
        }

        void lose(Exception cause) {
            if (!end() || purged) {
                return;
            }
            losses.warn(log, "{} is not stored in {}: {}", key, store.description(), cause.toString());
            listener.storeFailed(key, cause);
        }

        /** Gives the body back, once; says whether it was this call that did. */
        private boolean end() {
            synchronized (this) {
                if (over) {
                    return false;
                }
                over = true;
            }
            waiting.remove(key, this);
            purgedWrites.remove(this);
            waitingBytes.addAndGet(-metadata.length());
            done.run();
            return true;
        }
    }
}
