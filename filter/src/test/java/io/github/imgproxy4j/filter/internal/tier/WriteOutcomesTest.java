package io.github.imgproxy4j.filter.internal.tier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WriteOutcomesTest {
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final WriteOutcomes outcomes = new WriteOutcomes(nanoTime::get);

    @Test
    void someFailuresInARowAreAProblemUntilAWriteSucceeds() {
        fail(WriteOutcomes.FAILURES - 1);
        assertThat(outcomes.problem()).isNull();
        fail(1);
        assertThat(outcomes.problem()).isEqualTo("the last 5 writes failed: full");

        outcomes.succeeded();
        assertThat(outcomes.problem()).isNull();
        fail(WriteOutcomes.FAILURES - 1);
        assertThat(outcomes.problem()).isNull();
    }

    @Test
    void oldFailuresAreNotReportedAsCurrent() {
        fail(WriteOutcomes.FAILURES);
        nanoTime.addAndGet(WriteOutcomes.MEMORY.minus(Duration.ofNanos(1)).toNanos());
        assertThat(outcomes.problem()).isNotNull();
        nanoTime.addAndGet(1);
        assertThat(outcomes.problem()).isNull();

        fail(1);
        assertThat(outcomes.problem()).as("the next try fails as well").isNotNull();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            outcomes.failed(new IOException("full"));
        }
    }
}
