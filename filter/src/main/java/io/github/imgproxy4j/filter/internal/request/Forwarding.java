package io.github.imgproxy4j.filter.internal.request;

import io.github.imgproxy4j.filter.internal.http.Negotiation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of a client's request travels upstream, and whether it carried credentials, which never do.
 *
 * @param authorized whether there was an {@code Authorization}
 * @param requestId a well-formed {@code X-Request-ID}, or null
 * @param headers the reduced {@code Accept}, and the headers that make the fetch a part of the client's trace
 */
public record Forwarding(boolean authorized, @Nullable String requestId, Map<String, String> headers) {
    /** imgproxy keeps only such values. */
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    /** W3C Trace Context, and B3 in both notations. */
    private static final List<String> TRACE_HEADERS = List.of(
            "traceparent",
            "tracestate",
            "b3",
            "X-B3-TraceId",
            "X-B3-SpanId",
            "X-B3-ParentSpanId",
            "X-B3-Sampled",
            "X-B3-Flags");

    private static final Pattern TRACE_VALUE = Pattern.compile("[\\x21-\\x7E][\\x20-\\x7E]{0,511}");

    /** What travels for the sake of the cache alone, in no client's name. */
    public static Forwarding ofAccept(ClientRequest clientRequest, Negotiation negotiation) {
        return new Forwarding(false, null, Map.of("Accept", negotiation.accept(clientRequest.accept())));
    }

    public static Forwarding of(
            HttpServletRequest servletRequest, ClientRequest clientRequest, Negotiation negotiation) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", negotiation.accept(clientRequest.accept()));
        for (String name : TRACE_HEADERS) {
            String value = servletRequest.getHeader(name);
            if (value != null && TRACE_VALUE.matcher(value).matches()) {
                headers.put(name, value);
            }
        }
        String requestId = servletRequest.getHeader("X-Request-ID");
        return new Forwarding(
                servletRequest.getHeader("Authorization") != null,
                requestId != null && REQUEST_ID.matcher(requestId).matches() ? requestId : null,
                headers);
    }
}
