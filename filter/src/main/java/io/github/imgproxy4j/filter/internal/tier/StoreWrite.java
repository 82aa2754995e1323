package io.github.imgproxy4j.filter.internal.tier;

import io.github.imgproxy4j.filter.event.ProxyListener;
import io.github.imgproxy4j.filter.internal.log.LogText;
import io.github.imgproxy4j.filter.internal.resources.ThrottledLogger;
import io.github.imgproxy4j.filter.store.ImageStore;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writing of one variant: attempts with pauses, until the variant is stored, lost or purged. Thread-safe. */
final class StoreWrite {
    private static final Logger log = LoggerFactory.getLogger(StoreWriter.class);

    private final PendingVariant variant;
    private final Context context;
    private volatile boolean purged;

    // Guarded by this.
    private int failures;
    private boolean pausing;
    private boolean over;

    StoreWrite(PendingVariant variant, Context context) {
        this.variant = variant;
        this.context = context;
    }

    PendingVariant variant() {
        return variant;
    }

    /** Whether it was purged, by a cancelled write or before its fetch had ended. */
    boolean isPurged() {
        return purged || variant.purged().getAsBoolean();
    }

    void submit() {
        try {
            context.executor().execute(this::attempt);
        } catch (RejectedExecutionException closed) {
            lose(new IOException("the proxy shuts down", closed));
        }
    }

    /** The variant was purged: it is not written, or deleted after it was. */
    void purge() {
        purged = true;
        skipPause();
    }

    /** Ends the current pause, if there is one. */
    void skipPause() {
        synchronized (this) {
            if (!pausing) {
                return;
            }
            pausing = false;
        }
        submit();
    }

    void lose(Exception cause) {
        if (!end() || isPurged()) {
            return;
        }
        String store = context.store().description();
        context.losses().warn(log, "{} is not stored in {}: {}", variant.key(), store, cause.toString());
        context.listener().storeFailed(variant.key(), cause);
    }

    private void attempt() {
        boolean stored;
        try {
            stored = !isPurged() && context.store().put(variant.key(), variant.metadata(), variant.body());
            if (!isPurged()) {
                context.outcomes().succeeded();
            }
        } catch (IOException failure) {
            context.outcomes().failed(failure);
            retryOrLose(failure);
            return;
        } catch (RuntimeException | Error bug) {
            Exception failure = bug instanceof RuntimeException known ? known : new IOException(bug);
            context.outcomes().failed(failure);
            lose(failure);
            return;
        }
        if (stored && isPurged()) {
            delete();
        }
        if (end() && stored) {
            context.listener().stored(variant.event());
        }
    }

    private void delete() {
        try {
            context.store().delete(variant.key());
        } catch (IOException | RuntimeException failure) {
            log.warn(
                    "{} was purged while it was stored and could not be deleted: {}",
                    variant.key(),
                    LogText.of(failure));
        }
    }

    private void retryOrLose(IOException failure) {
        if (!pause()) {
            lose(failure);
        }
    }

    /** Begins a pause, or returns false if there is no further attempt. */
    private synchronized boolean pause() {
        failures++;
        if (context.pauses().areOver(failures) || context.closing().getAsBoolean() || isPurged()) {
            return false;
        }
        try {
            ScheduledFuture<?> unused = context.scheduler()
                    .schedule(this::skipPause, context.pauses().nextMillis(failures), TimeUnit.MILLISECONDS);
            pausing = true;
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    /** Ends this write; returns false if it had ended before. */
    private boolean end() {
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
        }
        context.ended().accept(this);
        return true;
    }

    /**
     * What all writes into one store share.
     *
     * @param ended called once by each write
     */
    record Context(
            ImageStore store,
            ProxyListener listener,
            Executor executor,
            ScheduledExecutorService scheduler,
            RetryPauses pauses,
            WriteOutcomes outcomes,
            ThrottledLogger losses,
            BooleanSupplier closing,
            Consumer<StoreWrite> ended) {}
}
