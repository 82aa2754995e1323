package io.github.imgproxy4j.filter.internal.fetch;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many images are made that no visitor waits for, and how soon the next one, so that visitors notice nothing: they share processors,
 * memory bandwidth and pauses of the garbage collector with the making of images. While no visitor comes, there is no
 * limit. Otherwise images are made one at a time, each followed by a pause in proportion, and none is begun while one is
 * made for a visitor; but no pause and no such wait is longer than a limit, so that warming always goes on.
 *
 * <p>{@link #visitorCame} and {@link #areVisitorsThere} are thread-safe; its owner guards the rest.
 */
final class BackgroundPace {
    /** Visitors whose last request is not longer ago may send more: the next page, the next image of a page. */
    static final Duration VISIT = Duration.ofSeconds(5);

    /** The part of all processors that the background may keep busy while visitors are there. */
    private static final double SHARE = 1 / 8d;

    private final LongSupplier nanoTime;
    private final double pausePerWork;
    private final long patienceNanos;

    private volatile long visitEndNanos;
    private long pauseEndNanos;
    private long patienceEndNanos;

    /**
     * A pace without visitors so far.
     *
     * @param processors how many the images share with visitors; an image keeps one of them busy
     * @param patience the longest pause, and the longest time to wait for an end of visitors' images
     */
    BackgroundPace(LongSupplier nanoTime, int processors, Duration patience) {
        this.nanoTime = nanoTime;
        this.pausePerWork = Math.max(0, 1 / (SHARE * processors) - 1);
        this.patienceNanos = patience.toNanos();
        long now = nanoTime.getAsLong();
        this.visitEndNanos = now;
        this.pauseEndNanos = now;
        this.patienceEndNanos = now;
    }

    /** A request of a visitor has come, whether or not its image is stored. */
    void visitorCame() {
        visitEndNanos = nanoTime.getAsLong() + VISIT.toNanos();
    }

    /** The first image in the queue begins to wait now. */
    void queueBegan() {
        patienceEndNanos = nanoTime.getAsLong() + patienceNanos;
    }

    /** An image of the background has been made and stored, which took so long. */
    void ended(long tookNanos) {
        long now = nanoTime.getAsLong();
        pauseEndNanos = now + Math.min(patienceNanos, (long) (tookNanos * pausePerWork));
        patienceEndNanos = now + patienceNanos;
    }

    /** How many of so many may be made at the same time. */
    int atOnce(int most) {
        return areVisitorsThere() ? 1 : most;
    }

    /**
     * How long it takes from now on until the next image may be begun; 0 or less: it may be now.
     *
     * @param visitorsWait whether an image is being made that a visitor waits for
     */
    long nanosLeft(boolean visitorsWait) {
        long now = nanoTime.getAsLong();
        if (visitorsWait) {
            return patienceEndNanos - now;
        }
        return areVisitorsThere() ? pauseEndNanos - now : 0;
    }

    /** Whether a visitor's last request is not longer ago than {@link #VISIT}. */
    boolean areVisitorsThere() {
        return visitEndNanos - nanoTime.getAsLong() > 0;
    }
}
