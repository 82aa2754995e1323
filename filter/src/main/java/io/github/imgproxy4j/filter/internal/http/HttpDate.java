package io.github.imgproxy4j.filter.internal.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates as HTTP writes them (RFC 9110, section 5.6.7). */
public final class HttpDate {
    private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private HttpDate() {}

    /** The time, or null if the text is no date. The two obsolete formats count as none. */
    static @Nullable Instant parse(String text) {
        try {
            return ZonedDateTime.parse(text.strip(), IMF_FIXDATE).toInstant();
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    public static String format(Instant time) {
        return IMF_FIXDATE.format(time);
    }
}
