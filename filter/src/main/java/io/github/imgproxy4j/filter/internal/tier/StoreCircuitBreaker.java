package io.github.imgproxy4j.filter.internal.tier;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Leaves a store alone that cannot be read: otherwise each reader of a store that accepts connections and never responds would wait as
 * long as the store lets it.
 *
 * <p>After {@value #FAILURES} failures in a row there are no reads for a while; then one reader tries, and if it fails as well,
 * the next while begins. Thread-safe.
 */
public final class StoreCircuitBreaker {
    public static final int FAILURES = 5;
    static final Duration SHORTEST_REST = Duration.ofSeconds(5);

    /** By chance in between, so that several processes do not come back to the store together. */
    static final Duration LONGEST_REST = Duration.ofSeconds(10);

    private final Logger log;
    private final String store;
    private final LongSupplier nanoTime;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong restsUntilNanos = new AtomicLong();
    private volatile boolean open;

    /**
     * A closed one.
     *
     * @param log for the times when reads stop, and when they resume
     * @param store what to call the store in the log
     */
    StoreCircuitBreaker(Logger log, String store, LongSupplier nanoTime) {
        this.log = log;
        this.store = store;
        this.nanoTime = nanoTime;
    }

    /** Whether to read; after a read the caller reports the result. */
    boolean mayRead() {
        if (!open) {
            return true;
        }
        long until = restsUntilNanos.get();
        // The thread that starts the next pause is the one that tries.
        return nanoTime.getAsLong() - until >= 0 && restsUntilNanos.compareAndSet(until, nextRest());
    }

    private long nextRest() {
        return nanoTime.getAsLong()
                + ThreadLocalRandom.current().nextLong(SHORTEST_REST.toNanos(), LONGEST_REST.toNanos());
    }

    /** The meaning of an open circuit breaker, for messages. */
    String description() {
        return "it could not be read " + FAILURES + " times in a row and is not read any more; it is tried again every "
                + SHORTEST_REST.toSeconds() + " to " + LONGEST_REST.toSeconds() + " seconds";
    }

    /** Whether the store is not read at the moment. */
    boolean isOpen() {
        return open;
    }

    /** Whether the store responded to the last read. */
    boolean isSure() {
        return !open && failures.get() == 0;
    }

    /** The store responded, even if it does not have the variant. */
    void succeeded() {
        if (failures.get() != 0) {
            failures.set(0);
        }
        if (open) {
            open = false;
            log.info("{} can be read again", store);
        }
    }

    /**
     * The store could not be read.
     *
     * @return whether this is worth a line in the log: the store is not known to be unreadable
     */
    boolean failed() {
        int inARow = failures.incrementAndGet();
        if (inARow == FAILURES) {
            restsUntilNanos.set(nextRest());
            open = true;
            log.warn(
                    "{} could not be read {} times in a row and is not read any more; it is tried again every {} to {}",
                    store,
                    FAILURES,
                    SHORTEST_REST,
                    LONGEST_REST);
        }
        return inARow < FAILURES;
    }
}
