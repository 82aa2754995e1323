package io.github.imgproxy4j.filter.event;

import io.github.imgproxy4j.filter.internal.log.LogText;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of how a variant was made. imgproxy tells sizes only with {@code IMGPROXY_ENABLE_DEBUG_HEADERS}.
 *
 * @param status what upstream answered, or 0 if it did not
 * @param source the source for people, without credentials and query
 * @param sourceBytes the length of the source, or null if upstream does not tell it
 * @param width in pixels, or null if upstream does not tell it
 * @param height in pixels, or null if upstream does not tell it
 * @param took from the question to the last byte
 */
public record FetchReport(
        int status,
        @Nullable String source,
        @Nullable Long sourceBytes,
        @Nullable Long width,
        @Nullable Long height,
        Duration took) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

    /** Nothing is known. */
    public static final FetchReport NONE = new FetchReport(0, null, null, null, null, Duration.ZERO);

    /** What the headers tell; the rest is known when the fetch is over. */
    public static FetchReport of(int status, HttpHeaders headers) {
        return new FetchReport(
                status,
                null,
                number(headers, "X-Origin-Content-Length"),
                number(headers, "X-Result-Width"),
                number(headers, "X-Result-Height"),
                Duration.ZERO);
    }

    public FetchReport completed(String fullSource, Duration time) {
        return new FetchReport(status, LogText.source(fullSource), sourceBytes, width, height, time);
    }

    private static @Nullable Long number(HttpHeaders headers, String name) {
        String text = headers.firstValue(name).orElse(null);
        return text != null && NUMBER.matcher(text).matches() ? Long.valueOf(text) : null;
    }
}
