package io.github.imgproxy4j.embedded.internal.limit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The end of the time that one image may take; it comes at once when no client waits for the image any more. Thread-safe.
 *
 * <p>Whatever works on an image looks at it again and again: for each row, each read of the source and each write of the
 * result, and within rows that are longer than {@link #MOST_PIXELS}. There it also gives way to images that come first.
 */
public final class Deadline {
    /** So many pixels are worked on between two looks, about a thousandth of a second. */
    public static final int MOST_PIXELS = 1 << 16;

    private final LongSupplier nanoTime;
    private final Turn turn;
    private final long startNanos;
    private volatile long limitNanos;
    private volatile boolean calledOff;

    private Deadline(long limitNanos, LongSupplier nanoTime, Turn turn) {
        this.nanoTime = nanoTime;
        this.turn = turn;
        this.startNanos = nanoTime.getAsLong();
        this.limitNanos = limitNanos;
    }

    public static Deadline in(Duration limit) {
        return in(limit, System::nanoTime);
    }

    /** A deadline of an image beside others, for the pauses of which there is time as well. */
    public static Deadline in(Duration limit, Turn turn) {
        return new Deadline(limit.plus(turn.longestPause()).toNanos(), System::nanoTime, turn);
    }

    /** No time limit, for work without waiting clients. */
    public static Deadline never() {
        return in(Duration.ofDays(10_000));
    }

    /** A deadline by another clock, which is asked once for each look. */
    public static Deadline in(Duration limit, LongSupplier nanoTime) {
        return new Deadline(limit.toNanos(), nanoTime, Turn.ALONE);
    }

    /** Ends the work at its next look. */
    public void callOff() {
        calledOff = true;
    }

    public boolean hasPassed() {
        return nanoTime.getAsLong() - startNanos >= limitNanos;
    }

    /** What is left, never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, limitNanos - (nanoTime.getAsLong() - startNanos)));
    }

    /** Sets how much is left from now on, for what was held up by others. */
    public void leave(Duration left) {
        limitNanos = nanoTime.getAsLong() - startNanos + left.toNanos();
    }

    /** What is left, but at most a limit. */
    public Duration left(Duration limit) {
        Duration left = left();
        return limit.compareTo(left) < 0 ? limit : left;
    }

    /** The place of the image among others. */
    public Turn turn() {
        return turn;
    }

    /**
     * Waits while another image holds something.
     *
     * @param changed signalled after each change; its lock is held
     * @throws ProcessingException if the time is over
     * @throws InterruptedException if the thread was interrupted
     */
    public void awaitWhile(BooleanSupplier held, Condition changed) throws ProcessingException, InterruptedException {
        Turn.Span wait = turn.waiting();
        try {
            while (held.getAsBoolean()) {
                boolean unused = changed.await(left().toNanos(), TimeUnit.NANOSECONDS);
                check();
            }
        } finally {
            wait.end();
        }
    }

    /**
     * Gives up when no client waits any longer.
     *
     * @throws ProcessingException if the time is over
     * @throws InterruptedException if the thread was interrupted
     */
    public void check() throws ProcessingException, InterruptedException {
        turn.giveWay();
        if (Thread.interrupted() || calledOff) {
            throw new InterruptedException();
        }
        if (hasPassed()) {
            throw ProcessingException.timeout("the image was not finished in time");
        }
    }

    /**
     * The same look for callbacks and inner loops.
     *
     * @throws CalledOffException if {@link #check} would throw, which is to be called where it is caught
     */
    public void look() {
        turn.giveWay();
        if (calledOff || Thread.currentThread().isInterrupted() || hasPassed()) {
            throw new CalledOffException();
        }
    }

    /** Looks at every {@link #MOST_PIXELS}th pixel. */
    public void lookAt(int pixel) {
        if ((pixel & MOST_PIXELS - 1) == MOST_PIXELS - 1) {
            look();
        }
    }
}
