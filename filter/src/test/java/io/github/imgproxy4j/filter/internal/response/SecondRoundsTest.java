package io.github.imgproxy4j.filter.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SecondRoundsTest {
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger missed = new AtomicInteger();
    private final SecondRounds rounds = new SecondRounds(missed::incrementAndGet, nanoTime::get);

    @Test
    void requestsThatArriveAreNotMissedHoweverManyThereAre() {
        for (int i = 0; i < 5; i++) {
            rounds.begin();
            rounds.begin();
            nanoTime.addAndGet(SecondRounds.OVERDUE.toNanos());
            rounds.arrived();
            rounds.arrived();
            nanoTime.addAndGet(SecondRounds.OVERDUE.multipliedBy(9).toNanos());
        }
        assertThat(missed).hasValue(0);
    }

    @Test
    void whatDoesNotArriveInTimeIsMissedWhenTheNextIsDispatched() {
        rounds.begin();
        nanoTime.addAndGet(SecondRounds.OVERDUE.toNanos());
        rounds.begin();
        assertThat(missed).hasValue(0);
        nanoTime.addAndGet(1);
        rounds.begin();
        assertThat(missed).hasValue(1);
    }
}
