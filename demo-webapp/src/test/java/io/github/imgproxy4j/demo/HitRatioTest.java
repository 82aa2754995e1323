package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.imgproxy4j.filter.event.Outcome;
import io.github.imgproxy4j.filter.event.ResponseEvent;
import io.github.imgproxy4j.filter.event.Statistics;
import org.junit.jupiter.api.Test;

/** A cold picture makes two requests, the cache's 404 and the proxy's answer, and is one picture. */
class HitRatioTest {
    @Test
    void anImageThatIsNotCachedIsCountedOnce() {
        assertThat(InspectorPage.hitRatio(counts(0, 10, 10))).isEqualTo("0 % of pictures");
        assertThat(InspectorPage.hitRatio(counts(10, 10, 10))).isEqualTo("50 % of pictures");
        assertThat(InspectorPage.hitRatio(counts(30, 10, 10))).isEqualTo("75 % of pictures");
        assertThat(InspectorPage.hitRatio(counts(0, 0, 3))).isEqualTo("no picture asked for yet");
    }

    @Test
    void theProgressBarCountsImagesOnly() {
        assertThat(InspectorPage.Origin.of(counts(30, 10, 10)))
                .extracting(InspectorPage.Origin::kind, InspectorPage.Origin::length)
                .containsExactly(tuple("hit-memory", 750L), tuple("miss", 250L), tuple("collapsed", 0L));
    }

    private static Statistics.Snapshot counts(long hits, long misses, long notStored) {
        Statistics statistics = new Statistics();
        answer(statistics, hits, ResponseEvent.builder().outcome(Outcome.HIT).tier("memory"));
        answer(statistics, misses, ResponseEvent.builder().outcome(Outcome.MISS));
        answer(statistics, notStored, ResponseEvent.builder().outcome(Outcome.NOT_STORED));
        return statistics.snapshot();
    }

    private static void answer(Statistics statistics, long times, ResponseEvent.Builder answer) {
        for (long i = 0; i < times; i++) {
            statistics.responded(answer.build());
        }
    }
}
