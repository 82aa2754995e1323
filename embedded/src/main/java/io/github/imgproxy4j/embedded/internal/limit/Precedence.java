package io.github.imgproxy4j.embedded.internal.limit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Images that visitors wait for come first: while one of them is worked on, the work on others pauses, so that it takes no
 * time of the processors. Nothing pauses while an image of a visitor waits for something that another image may hold: a
 * place, memory, a source. Thread-safe.
 */
public final class Precedence {
    private final Duration longestPause;
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * No images yet.
     *
     * @param longestPause how long the work on one image pauses in all, however many visitors come
     */
    public Precedence(Duration longestPause) {
        this.longestPause = longestPause;
    }

    /**
     * The turn of one image.
     *
     * @param givesWay whether it leaves the processors to visitors by now
     */
    public Turn turn(BooleanSupplier givesWay) {
        return new Turn(this, givesWay);
    }

    Duration longestPause() {
        return longestPause;
    }

    /** Whether an image of a visitor is worked on. */
    boolean isClaimed() {
        return working.get() > 0;
    }

    /** Whether an image of a visitor waits for something that another may hold. */
    boolean isAwaited() {
        return waiting.get() > 0;
    }

    Turn.Span working() {
        return span(working);
    }

    Turn.Span waiting() {
        return span(waiting);
    }

    private static Turn.Span span(AtomicInteger count) {
        count.incrementAndGet();
        return count::decrementAndGet;
    }
}
