package io.github.imgproxy4j.filter.internal.tier;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The pauses between the attempts of a write: growing, and jittered by half. Immutable. */
final class RetryPauses {
    /** With pauses of about 0.2, 0.8 and 3.2 s a short failure is overcome, and an outage does not keep the queue full. */
    static final Duration FIRST = Duration.ofMillis(200);

    private static final int ATTEMPTS = 4;
    private static final int FACTOR = 4;

    private final long firstMillis;

    RetryPauses(Duration first) {
        this.firstMillis = first.toMillis();
    }

    /** Whether no attempt is left. */
    boolean areOver(int failures) {
        return failures >= ATTEMPTS;
    }

    /**
     * The pause before the next attempt.
     *
     * @param failures at least 1
     */
    long nextMillis(int failures) {
        long millis = firstMillis;
        for (int i = 1; i < failures; i++) {
            millis *= FACTOR;
        }
        return millis / 2 + ThreadLocalRandom.current().nextLong(millis + 1);
    }
}
