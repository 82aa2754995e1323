package io.github.imgproxy4j.embedded.internal.limit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The place of one image in the order of {@link Precedence}. For one thread at a time. */
public final class Turn {
    /** An image without others beside it. */
    public static final Turn ALONE = new Precedence(Duration.ZERO).turn(() -> true);

    private static final Span NOTHING = () -> {};

    /** Between two looks whether the pause is over: short beside an image, and long beside a look. */
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Precedence precedence;
    private final BooleanSupplier urgent;
    private long pauseNanosLeft;
    private boolean mayPause;

    Turn(Precedence precedence, BooleanSupplier urgent) {
        this.precedence = precedence;
        this.urgent = urgent;
        this.pauseNanosLeft =
                urgent.getAsBoolean() ? 0 : precedence.longestPause().toNanos();
    }

    /** How long its work may pause in all. */
    public Duration longestPause() {
        return Duration.ofNanos(pauseNanosLeft);
    }

    /** Its pixels are worked on until the result is ended: others pause for it, or it for others. */
    public Span work() {
        if (urgent.getAsBoolean()) {
            return precedence.working();
        }
        mayPause = true;
        return () -> mayPause = false;
    }

    /** It waits, until the result is ended, for something that other images may hold. */
    public Span waiting() {
        return urgent.getAsBoolean() ? precedence.waiting() : NOTHING;
    }

    /** Pauses while others come first; returns at once, still interrupted, if the thread is interrupted. */
    void giveWay() {
        while (mayPause && pauseNanosLeft > 0 && precedence.isClaimed() && !urgent.getAsBoolean()) {
            long began = System.nanoTime();
            LockSupport.parkNanos(this, NAP_NANOS);
            pauseNanosLeft -= System.nanoTime() - began;
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    /** A part of the life of an image. */
    @FunctionalInterface
    public interface Span {
        /** To be called once. */
        void end();
    }
}
