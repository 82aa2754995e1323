package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageStore;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes variants into the store in the background: bounded, retried, and drained when it is closed. Thread-safe. */
final class StoreWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StoreWriter.class);
    private static final int ATTEMPTS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);

    private final ImageStore store;
    private final ProxyListener listener;
    private final ThreadPoolExecutor executor;

    StoreWriter(ImageStore store, ProxyListener listener, ThreadPoolExecutor executor) {
        this.store = store;
        this.listener = listener;
        this.executor = executor;
    }

    /**
     * Writes a variant soon.
     *
     * @param done run once, when the variant is stored or lost; the body may be given back then
     */
    void write(String key, ImageMetadata metadata, ImageBody body, Runnable done) {
        submit(new Write(key, metadata, body, done));
    }

    private void submit(Write write) {
        try {
            executor.execute(write::attempt);
        } catch (RejectedExecutionException full) {
            write.lose(new IOException("too many variants wait to be stored", full));
        }
    }

    /** Waits a limited time for what is queued; what is not written by then is lost and counted. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(DRAIN_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                int lost = executor.shutdownNow().size();
                log.warn("{} variants were not stored within {}", lost, DRAIN_LIMIT);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            executor.shutdownNow();
        }
    }

    private final class Write {
        private final String key;
        private final ImageMetadata metadata;
        private final ImageBody body;
        private final Runnable done;
        private int failures;

        Write(String key, ImageMetadata metadata, ImageBody body, Runnable done) {
            this.key = key;
            this.metadata = metadata;
            this.body = body;
            this.done = done;
        }

        void attempt() {
            boolean stored;
            try {
                stored = store.put(key, metadata, body);
            } catch (IOException | RuntimeException failure) {
                retryOrLose(failure);
                return;
            }
            done.run();
            if (stored) {
                listener.stored(new ProxyListener.Stored(
                        key, String.valueOf(metadata.path()), metadata.contentType(), metadata.length()));
            }
        }

        private void retryOrLose(Exception failure) {
            failures++;
            if (failures == ATTEMPTS || executor.isShutdown()) {
                lose(failure);
                return;
            }
            long pause = FIRST_PAUSE.toMillis() << (2 * (failures - 1));
            long jittered = pause / 2 + ThreadLocalRandom.current().nextLong(pause);
            CompletableFuture.delayedExecutor(jittered, TimeUnit.MILLISECONDS, Runnable::run)
                    .execute(() -> submit(this));
        }

        void lose(Exception cause) {
            log.warn("{} is not stored in {}: {}", key, store.description(), cause.toString());
            done.run();
            listener.storeFailed(key, cause);
        }
    }
}
