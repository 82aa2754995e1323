package io.github.imgproxy4j.filter.internal.tier;

import io.github.imgproxy4j.filter.internal.log.LogText;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Information about the fetch of a variant. imgproxy reports sizes only with {@code IMGPROXY_ENABLE_DEBUG_HEADERS}.
 *
 * @param status the status of upstream's response, or 0 if there was none
 * @param source the source for display, without credentials and query
 * @param sourceBytes the length of the source, or null if upstream does not report it
 * @param width in pixels, or null if upstream does not report it
 * @param height in pixels, or null if upstream does not report it
 * @param took the time from the request to the last byte
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

    /** The information in the headers; the rest is known at the end of the fetch. */
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
