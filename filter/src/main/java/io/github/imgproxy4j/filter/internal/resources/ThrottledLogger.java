package io.github.imgproxy4j.filter.internal.resources;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Keeps a message that every request may cause from filling the log: one line now and then, with a count. Thread-safe. */
public final class ThrottledLogger {
    static final Duration PAUSE = Duration.ofSeconds(10);

    private final LongSupplier nanoTime;
    private final AtomicLong silentUntilNanos;
    private final AtomicLong left = new AtomicLong();

    public ThrottledLogger() {
        this(System::nanoTime);
    }

    public ThrottledLogger(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.silentUntilNanos = new AtomicLong(nanoTime.getAsLong());
    }

    /** Logs at WARN, with the number of those that were left out before; or at DEBUG if the last one is not long ago. */
    public void warn(Logger log, String format, @Nullable Object... arguments) {
        long now = nanoTime.getAsLong();
        long until = silentUntilNanos.get();
        if (now - until < 0 || !silentUntilNanos.compareAndSet(until, now + PAUSE.toNanos())) {
            left.incrementAndGet();
            log.debug(format, arguments);
            return;
        }
        long before = left.getAndSet(0);
        String more = before == 0 ? "" : " (and " + before + " more such lines at DEBUG since the last one)";
        log.warn(format + more, arguments);
    }
}
