package io.github.imgproxy4j.filter.internal.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentMissesTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
    private final RecentMisses misses = new RecentMisses(nanos::get);

    @Test
    void missIsKnownUntilTheTiersChange() {
        misses.add("a", 7);

        assertThat(misses.contain("a", 7)).isTrue();
        assertThat(misses.contain("a", 8)).isFalse();
        assertThat(misses.contain("b", 7)).isFalse();
    }

    @Test
    void missIsForgottenAfterASecondBecauseOtherProcessesStoreAsWell() {
        misses.add("a", 7);
        nanos.addAndGet(RecentMisses.LONGEST.toNanos() - 1);
        assertThat(misses.contain("a", 7)).isTrue();

        nanos.incrementAndGet();
        assertThat(misses.contain("a", 7)).isFalse();
    }

    @Test
    void numberOfMissesIsLimited() {
        IntStream.range(0, 10_000).forEach(i -> misses.add("key" + i, 0));

        assertThat(IntStream.range(0, 10_000).filter(i -> misses.contain("key" + i, 0)))
                .hasSizeBetween(1000, 4096);
    }
}
