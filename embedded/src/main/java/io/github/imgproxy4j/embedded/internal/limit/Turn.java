package io.github.imgproxy4j.embedded.internal.limit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The place of one image in the order of {@link Precedence}. One that gives way works in short steps with a pause after
 * each, because a processor that is busy for long makes visitors' stored images late as well: the system lets a thread
 * run for milliseconds before another gets its turn. For one thread at a time.
 */
public final class Turn {
    /** An image without others beside it. */
    public static final Turn ALONE = new Precedence(Duration.ZERO).turn(() -> false);

    private static final Span NOTHING = () -> {};

    /** Of a step, and of the pause after it. Shorter than what a visitor notices of one answer, and long beside the change of threads. */
    private static final long STEP_NANOS = TimeUnit.MICROSECONDS.toNanos(250);

    private final Precedence precedence;
    private final BooleanSupplier givesWay;
    private long pauseNanosLeft;
    private boolean mayPause;
    private long stepBeganNanos;

    Turn(Precedence precedence, BooleanSupplier givesWay) {
        this.precedence = precedence;
        this.givesWay = givesWay;
        this.pauseNanosLeft = precedence.longestPause().toNanos();
    }

    /** How long its work may pause from now on, in all. */
    public Duration longestPause() {
        return givesWay.getAsBoolean() ? Duration.ofNanos(Math.max(0, pauseNanosLeft)) : Duration.ZERO;
    }

    /** Its pixels are worked on until the result is ended: others pause for it, or it for others. */
    public Span work() {
        if (!givesWay.getAsBoolean()) {
            return precedence.working();
        }
        mayPause = true;
        stepBeganNanos = System.nanoTime();
        return () -> mayPause = false;
    }

    /** It waits, until the result is ended, for something that other images may hold. */
    public Span waiting() {
        return givesWay.getAsBoolean() ? NOTHING : precedence.waiting();
    }

    /** Pauses while others come first, and after each step; returns at once, still interrupted, if it is interrupted. */
    void giveWay() {
        if (!mayPause || System.nanoTime() - stepBeganNanos < STEP_NANOS) {
            return;
        }
        do {
            if (pauseNanosLeft <= 0 || !givesWay.getAsBoolean() || precedence.isAwaited()) {
                return;
            }
            pause();
        } while (precedence.isClaimed() && !Thread.currentThread().isInterrupted());
        stepBeganNanos = System.nanoTime();
    }

    private void pause() {
        long began = System.nanoTime();
        LockSupport.parkNanos(this, STEP_NANOS);
        pauseNanosLeft -= System.nanoTime() - began;
    }

    /** A part of the life of an image. */
    @FunctionalInterface
    public interface Span {
        /** To be called once. */
        void end();
    }
}
