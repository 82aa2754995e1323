package io.github.imgproxy4j.filter.internal.tier;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What became of the last writes into a store, which tells more than the store itself may know. Thread-safe.
 *
 * <p>After {@value #FAILURES} failures in a row it counts as unwritable, until a write succeeds or none was tried for a
 * while: a process without traffic because of this writes nothing, and would never notice that it works again.
 */
final class WriteOutcomes {
    static final int FAILURES = 5;
    static final Duration MEMORY = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final AtomicInteger inARow = new AtomicInteger();
    private volatile long lastNanos;
    private volatile String reason = "";

    WriteOutcomes() {
        this(System::nanoTime);
    }

    WriteOutcomes(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The store took it, or has it. */
    void succeeded() {
        if (inARow.get() != 0) {
            inARow.set(0);
        }
    }

    /** The store could not take it. */
    void failed(Exception cause) {
        reason = String.valueOf(cause.getMessage());
        lastNanos = nanoTime.getAsLong();
        inARow.incrementAndGet();
    }

    /** Why the store counts as unwritable, or null if it does not. */
    @Nullable
    String problem() {
        int failures = inARow.get();
        return failures >= FAILURES && nanoTime.getAsLong() - lastNanos < MEMORY.toNanos()
                ? "the last " + failures + " writes failed: " + reason
                : null;
    }
}
