package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "99949, 99.9 kB",
        "99950, 100 kB",
        "999499, 999 kB",
        "999500, 1.0 MB",
        "1400000, 1.4 MB",
        "9223372036854775807, 9223372 TB"
    })
    void bytesHaveThreeDigits(long count, String words) {
        assertThat(Words.bytes(count)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 ms",
        "430, 0.4 ms",
        "9949, 9.9 ms",
        "9950, 10 ms",
        "83000, 83 ms",
        "999500, 1.0 s",
        "61000000, 61.0 s"
    })
    void timesFitTheirSize(long micros, String words) {
        assertThat(Words.time(Duration.ofNanos(micros * 1000))).isEqualTo(words);
    }
}
