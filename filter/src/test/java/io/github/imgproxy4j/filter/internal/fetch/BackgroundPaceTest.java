package io.github.imgproxy4j.filter.internal.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images for nobody: without limit while no visitor comes, an eighth of the processors otherwise, and never none. */
class BackgroundPaceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private long now = Long.MAX_VALUE - 1000; // The clock of a JVM may begin anywhere.

    @Test
    void withoutVisitorsThereIsNoLimit() {
        BackgroundPace pace = pace(2);

        pace.queueBegan();
        pace.ended(millis(100));

        assertThat(pace.atOnce(2)).isEqualTo(2);
        assertThat(pace.nanosLeft(false)).isNotPositive();
    }

    @ParameterizedTest
    @CsvSource({"1, 700", "2, 300", "4, 100", "6, 33", "8, 0", "16, 0"})
    void whileVisitorsAreThereAnEighthOfTheProcessorsIsUsed(int processors, long pauseMillis) {
        BackgroundPace pace = pace(processors);
        pace.visitorCame();

        pace.ended(millis(100));

        assertThat(Duration.ofNanos(pace.nanosLeft(false)).toMillis()).isEqualTo(pauseMillis);
        assertThat(pace.atOnce(2)).isEqualTo(1);
        now += millis(pauseMillis + 1);
        assertThat(pace.nanosLeft(false)).isNotPositive();
    }

    @Test
    void noPauseIsLongerThanThePatience() {
        BackgroundPace pace = pace(2);
        pace.visitorCame();

        pace.ended(Duration.ofSeconds(20).toNanos());

        assertThat(pace.nanosLeft(false)).isEqualTo(PATIENCE.toNanos());
    }

    @Test
    void imagesOfVisitorsAreWaitedForWithPatienceOnly() {
        BackgroundPace pace = pace(8);
        now += Duration.ofHours(1).toNanos();
        pace.queueBegan();
        pace.visitorCame();

        assertThat(pace.nanosLeft(true)).isEqualTo(PATIENCE.toNanos());
        now += PATIENCE.toNanos();
        assertThat(pace.nanosLeft(true)).isNotPositive();

        pace.ended(millis(10));
        assertThat(pace.nanosLeft(true)).isEqualTo(PATIENCE.toNanos());
        assertThat(pace.nanosLeft(false)).isNotPositive();
    }

    @Test
    void aVisitEndsSomeTimeAfterItsLastRequest() {
        BackgroundPace pace = pace(2);
        pace.visitorCame();
        pace.ended(Duration.ofSeconds(1).toNanos());
        now += BackgroundPace.VISIT.toNanos() - 1;
        assertThat(pace.atOnce(2)).isEqualTo(1);

        now += 1;

        assertThat(pace.atOnce(2)).isEqualTo(2);
        assertThat(pace.nanosLeft(false)).isNotPositive();
    }

    private BackgroundPace pace(int processors) {
        return new BackgroundPace(() -> now, processors, PATIENCE);
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
