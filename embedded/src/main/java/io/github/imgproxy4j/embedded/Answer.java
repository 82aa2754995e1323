package io.github.imgproxy4j.embedded;

import io.github.imgproxy4j.filter.upstream.UpstreamResponse;
import java.io.ByteArrayInputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A finished answer: status, headers and all of the body. Immutable; the body is shared and nobody writes it. */
final class Answer {
    /** As imgproxy sends it: an image never needs more, and an SVG image opened as a page may not run anything. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    private Answer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = new LinkedHashMap<>();
        headers.forEach((name, value) -> this.headers.put(name, List.of(value)));
        if (status != 304) {
            this.headers.put("Content-Length", List.of(Integer.toString(body.length)));
        }
        this.headers.put("Content-Security-Policy", List.of(CONTENT_SECURITY_POLICY));
        this.body = body;
    }

    /** An image; the status is 200 unless it stands for one that cannot be had. */
    static Answer image(int status, Map<String, String> headers, byte[] body) {
        return new Answer(status, headers, body);
    }

    /** The public half of a refusal. */
    static Answer refused(Refusal refusal) {
        return new Answer(
                refusal.status(),
                Map.of("Content-Type", "text/plain"),
                refusal.publicText().getBytes(StandardCharsets.UTF_8));
    }

    /** What is left of an image that the client has already. */
    Answer notModified() {
        Map<String, String> kept = new LinkedHashMap<>();
        for (String name : List.of("Cache-Control", "ETag", "Last-Modified")) {
            headers().firstValue(name).ifPresent(value -> kept.put(name, value));
        }
        return new Answer(304, kept, new byte[0]);
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    HttpHeaders headers() {
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    UpstreamResponse toUpstreamResponse() {
        return new UpstreamResponse(status, headers(), new ByteArrayInputStream(body));
    }
}
