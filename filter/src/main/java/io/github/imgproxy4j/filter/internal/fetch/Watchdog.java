package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.upstream.UpstreamResponse;
import io.github.imgproxy4j.filter.upstream.UpstreamTimeoutException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts an upstream body that stalls or never ends: HTTP clients time out while they wait for headers only. Thread-safe.
 *
 * <p>One task looks at all bodies: one for each would wake a thread for every image, which costs more than the look.
 */
final class Watchdog {
    private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

    private final ScheduledExecutorService scheduler;
    private final Duration idleLimit;
    private final Duration totalLimit;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * A watchdog.
     *
     * @param idleLimit the longest time without a byte
     * @param totalLimit the longest time for a body
     */
    Watchdog(ScheduledExecutorService scheduler, Duration idleLimit, Duration totalLimit) {
        this.scheduler = scheduler;
        this.idleLimit = idleLimit;
        this.totalLimit = totalLimit;
    }

    Watch watch(UpstreamResponse upstreamResponse) {
        Watch watch = new Watch(upstreamResponse);
        watches.add(watch);
        if (looking.compareAndSet(false, true)) {
            startLooking();
        }
        return watch;
    }

    private void startLooking() {
        // Four looks per limit: a stall is noticed at most a quarter late.
        long period = Math.max(1, Math.min(idleLimit.toMillis(), totalLimit.toMillis()) / 4);
        ScheduledFuture<?> unused = scheduler.scheduleWithFixedDelay(
                () -> watches.forEach(Watch::look), period, period, TimeUnit.MILLISECONDS);
    }

    /** Cuts all bodies: an interrupt does not end a read from every client. */
    void cutAll(String reason) {
        watches.forEach(watch -> watch.cutOff(reason));
    }

    /** The watch over one body; ends when it is closed. */
    final class Watch implements AutoCloseable {
        private final UpstreamResponse upstreamResponse;
        private final long startedNanos = System.nanoTime();
        private volatile long lastByteNanos = startedNanos;
        private volatile @Nullable String cut;

        private Watch(UpstreamResponse upstreamResponse) {
            this.upstreamResponse = upstreamResponse;
        }

        private void look() {
            long now = System.nanoTime();
            if (now - lastByteNanos > idleLimit.toNanos()) {
                cutOff("no byte for " + idleLimit);
            } else if (now - startedNanos > totalLimit.toNanos()) {
                cutOff("body took longer than " + totalLimit);
            }
        }

        private void cutOff(String reason) {
            cut = reason;
            watches.remove(this);
            try {
                upstreamResponse.close();
            } catch (IOException alreadyGone) {
                log.debug("closing an upstream body", alreadyGone);
            }
        }

        /** The body, which notes each byte and throws once it was cut. */
        InputStream watched(InputStream body) {
            return new FilterInputStream(body) {
                @Override
                public int read() throws IOException {
                    throw new UnsupportedOperationException("read whole blocks");
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    try {
                        int count = in.read(target, offset, length);
                        lastByteNanos = System.nanoTime();
                        if (cut == null) {
                            return count;
                        }
                    } catch (IOException failure) {
                        if (cut == null) {
                            throw failure;
                        }
                        throw new UpstreamTimeoutException(String.valueOf(cut), failure);
                    }
                    throw new UpstreamTimeoutException(String.valueOf(cut), null);
                }
            };
        }

        @Override
        public void close() {
            watches.remove(this);
        }
    }
}
