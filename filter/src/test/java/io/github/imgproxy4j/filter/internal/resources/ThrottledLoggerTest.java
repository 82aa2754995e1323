package io.github.imgproxy4j.filter.internal.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.LogRecorder;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottledLoggerTest {
    private final LogRecorder log = new LogRecorder();
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final ThrottledLogger throttled = new ThrottledLogger(nanoTime::get);

    @Test
    void repeatedWarningsAreLoggedRarelyWithTheNumberOfSuppressedOnes() {
        for (int i = 1; i <= 4; i++) {
            throttled.warn(log, "{} of {}", i, "many");
        }
        nanoTime.addAndGet(ThrottledLogger.PAUSE.toNanos() - 1);
        throttled.warn(log, "{} of {}", 5, "many");
        nanoTime.addAndGet(1);
        throttled.warn(log, "{} of {}", 6, "many");
        nanoTime.addAndGet(ThrottledLogger.PAUSE.toNanos());
        throttled.warn(log, "{} of {}", 7, "many");

        assertThat(log.lines)
                .containsExactly(
                        "WARN 1 of many",
                        "DEBUG 2 of many",
                        "DEBUG 3 of many",
                        "DEBUG 4 of many",
                        "DEBUG 5 of many",
                        "WARN 6 of many (and 4 more such lines at DEBUG since the last one)",
                        "WARN 7 of many");
    }
}
