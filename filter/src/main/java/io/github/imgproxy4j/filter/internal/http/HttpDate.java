package io.github.imgproxy4j.filter.internal.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalField;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Dates as HTTP writes them: one form, and three that must be read (RFC 9110, section 5.6.7). */
public final class HttpDate {
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    /** The day of the week says nothing new, and is wrong at times. */
    private static final Set<TemporalField> TIME = Set.of(
            ChronoField.YEAR,
            ChronoField.MONTH_OF_YEAR,
            ChronoField.DAY_OF_MONTH,
            ChronoField.HOUR_OF_DAY,
            ChronoField.MINUTE_OF_HOUR,
            ChronoField.SECOND_OF_MINUTE);

    private static final DateTimeFormatter IMF_FIXDATE = reader("EEE, dd MMM uuuu HH:mm:ss 'GMT'");
    private static final DateTimeFormatter ASCTIME = reader("EEE MMM ppd HH:mm:ss uuuu");

    /** Which century two digits mean depends on the day that they are read. */
    private static final int YEARS_BACK = 49;

    private static final int PLACES = 1024;

    /** By the last digits of the second. */
    private static final AtomicReferenceArray<@Nullable Written> TEXTS = new AtomicReferenceArray<>(PLACES);

    private HttpDate() {}

    private static DateTimeFormatter reader(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.US)
                .withResolverFields(TIME);
    }

    /** A year that seems to be more than 50 years ahead is the one a century before. */
    private static DateTimeFormatter rfc850(Instant now) {
        int earliest = now.atOffset(ZoneOffset.UTC).getYear() - YEARS_BACK;
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, earliest)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.US)
                .withResolverFields(TIME);
    }

    /** The time, or null if the text is no date. */
    static @Nullable Instant parse(String text) {
        String date = text.strip();
        Instant usual = parse(date, IMF_FIXDATE);
        if (usual != null) {
            return usual;
        }
        for (DateTimeFormatter obsolete : List.of(rfc850(Instant.now()), ASCTIME)) {
            Instant time = parse(date, obsolete);
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    private static @Nullable Instant parse(String date, DateTimeFormatter form) {
        try {
            return LocalDateTime.parse(date, form).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException other) {
            return null;
        }
    }

    /** Written once for each second of late: every hit names two, and few different ones. */
    public static String format(Instant time) {
        long second = time.getEpochSecond();
        int place = (int) second & PLACES - 1;
        Written last = TEXTS.get(place);
        if (last == null || last.second != second) {
            last = new Written(second, WRITTEN.format(time));
            TEXTS.set(place, last);
        }
        return last.text;
    }

    private record Written(long second, String text) {}
}
