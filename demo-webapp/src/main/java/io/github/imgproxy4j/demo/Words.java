package io.github.imgproxy4j.demo;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Words {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Words() {}

    /** Three digits at most: {@code 950 B}, {@code 27.3 kB}, {@code 1.4 MB}. */
    static String bytes(long count) {
        double scaled = count;
        int unit = 0;
        // What would be rounded to 1000 is one of the next unit.
        while (scaled >= 999.5 && unit < UNITS.length - 1) {
            scaled /= 1000;
            unit++;
        }
        String pattern = unit == 0 || scaled >= 99.95 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, pattern, scaled, UNITS[unit]);
    }

    /** {@code 0.4 ms}, {@code 83 ms}, {@code 1.2 s}. */
    static String time(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        if (millis >= 999.5) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000);
        }
        return String.format(Locale.ROOT, millis >= 9.95 ? "%.0f ms" : "%.1f ms", millis);
    }

    /** {@code 12,345}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
