package io.github.imgproxy4j.cli.warm;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** How long a server wants to be left alone (RFC 9110, section 10.2.3). */
final class RetryAfter {
    /** Without a word of the server: doubled with each answer in a row. */
    private static final Duration FIRST = Duration.ofMillis(500);

    private static final int MOST_DOUBLINGS = 6;

    /** Who wants more gets it in several pauses. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private RetryAfter() {}

    /**
     * The pause.
     *
     * @param value of the header; empty if there is none
     * @param busyBefore how many such answers came before in a row
     */
    static Duration pause(String value, int busyBefore, Instant now) {
        Duration wanted = wanted(value, now);
        if (wanted.isNegative()) {
            return FIRST.multipliedBy(1L << Math.min(busyBefore, MOST_DOUBLINGS));
        }
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }

    private static Duration wanted(String value, Instant now) {
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant end = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return end.isBefore(now) ? Duration.ZERO : Duration.between(now, end);
        } catch (DateTimeException noDate) {
            return Duration.ofSeconds(-1);
        }
    }
}
