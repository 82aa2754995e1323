package io.github.imgproxy4j.filter.internal.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a response waited for, in nanoseconds; requests that share a fetch get the times of that fetch.
 *
 * @param turn until there was room for one more fetch, or null
 * @param store until the store had said what it has, or null
 * @param upstream until the first bytes of upstream's response, or null
 */
public record Timing(
        @Nullable Long turn, @Nullable Long store, @Nullable Long upstream) {
    /** It waited for nothing. */
    public static final Timing NONE = new Timing(null, null, null);

    public static Timing ofStore(long nanos) {
        return new Timing(null, nanos, null);
    }

    /**
     * The value of {@code Server-Timing} (W3C Server Timing): how the response came about, what it waited for, and all of
     * it until the headers leave, in milliseconds.
     */
    public String headerValue(CacheStatus cacheStatus, long totalNanos) {
        StringBuilder value = new StringBuilder("cache;desc=\"")
                .append(cacheStatus.description())
                .append('"');
        metric(value, "turn", turn);
        metric(value, "store", store);
        metric(value, "upstream", upstream);
        metric(value, "total", totalNanos);
        return value.toString();
    }

    private static void metric(StringBuilder value, String name, @Nullable Long nanos) {
        if (nanos != null) {
            value.append(", ").append(name).append(String.format(Locale.ROOT, ";dur=%.1f", nanos / 1e6));
        }
    }
}
