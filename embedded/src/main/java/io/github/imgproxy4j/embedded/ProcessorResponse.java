package io.github.imgproxy4j.embedded;

import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.filter.upstream.UpstreamResponse;
import java.io.ByteArrayInputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A complete response: status, headers and the body, which is shared and must not be modified. Must be closed when the
 * body is no longer needed. Thread-safe.
 */
final class ProcessorResponse implements AutoCloseable {
    /** As sent by imgproxy: an image never needs more, and an SVG image opened as a page must not run scripts. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final MemoryBudget.Claim claim;

    private ProcessorResponse(int status, Map<String, String> headers, byte[] body, MemoryBudget.Claim claim) {
        this.status = status;
        this.headers = new LinkedHashMap<>();
        headers.forEach((name, value) -> this.headers.put(name, List.of(value)));
        if (status != 304) {
            this.headers.put("Content-Length", List.of(Integer.toString(body.length)));
        }
        this.headers.put("Content-Security-Policy", List.of(CONTENT_SECURITY_POLICY));
        this.body = body;
        this.claim = claim;
    }

    /**
     * An image.
     *
     * @param status 200 unless it replaces an image that is not available
     * @param claim the memory reserved for the body
     */
    public static ProcessorResponse image(
            int status, Map<String, String> headers, byte[] body, MemoryBudget.Claim claim) {
        return new ProcessorResponse(status, headers, body, claim);
    }

    /** The public part of a refusal. */
    public static ProcessorResponse refused(ProcessingException refusal) {
        return new ProcessorResponse(
                refusal.status(),
                Map.of("Content-Type", "text/plain"),
                refusal.publicText().getBytes(StandardCharsets.UTF_8),
                MemoryBudget.Claim.none());
    }

    /** A 304 for an image that the client has already. */
    ProcessorResponse notModified() {
        Map<String, String> kept = new LinkedHashMap<>();
        for (String name : List.of("Cache-Control", "ETag", "Last-Modified")) {
            headers().firstValue(name).ifPresent(value -> kept.put(name, value));
        }
        return new ProcessorResponse(304, kept, new byte[0], MemoryBudget.Claim.none());
    }

    public int status() {
        return status;
    }

    public byte[] body() {
        return body;
    }

    HttpHeaders headers() {
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    UpstreamResponse toUpstreamResponse() {
        return new UpstreamResponse(status, headers(), new ByteArrayInputStream(body) {
            @Override
            public void close() {
                ProcessorResponse.this.close();
            }
        });
    }

    /** Releases the memory of the body. Idempotent. */
    @Override
    public void close() {
        claim.close();
    }
}
