package io.github.imgproxy4j.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test moves. Thread-safe. */
public final class ManualClock extends Clock {
    private volatile Instant now;

    /** A clock that begins at some time in the past. */
    public ManualClock() {
        this(Instant.parse("2026-01-02T03:04:05Z"));
    }

    /** A clock that begins at this time. */
    public ManualClock(Instant start) {
        now = start;
    }

    /** Moves it. */
    public void forward(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
