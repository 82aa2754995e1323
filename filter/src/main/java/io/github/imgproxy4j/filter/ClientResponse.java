package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.store.ImageSignature;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Owns the status line and the headers of one response: they are written here, once, and nowhere else.
 *
 * <p>For one thread at a time.
 */
final class ClientResponse {
    /** Whatever a browser makes of an SVG from our origin, it may not run anything. */
    private static final String SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    private static final Pattern UNSAFE_IN_HEADER = Pattern.compile("[^\\x20-\\x7E]");
    private static final int RETRY_AFTER_SECONDS = 2;

    private final ClientRequest clientRequest;
    private final HttpServletResponse servletResponse;
    private final Policy policy;
    private int status;

    ClientResponse(ClientRequest clientRequest, HttpServletResponse servletResponse, Policy policy) {
        this.policy = policy;
        this.clientRequest = clientRequest;
        this.servletResponse = servletResponse;
    }

    /**
     * Writes status and headers, and the text of a refusal.
     *
     * @return whether the bytes of an image have to follow
     */
    boolean begin(Answer answer) throws IOException {
        servletResponse.setHeader("Cache-Status", answer.cacheStatus().headerValue());
        servletResponse.setHeader("X-Content-Type-Options", "nosniff");
        if (answer.refusal() != null) {
            refuse(answer.refusal());
            return false;
        }
        Answer.Image image = Objects.requireNonNull(answer.image());
        validators(image);
        if (clientRequest.hasCurrent(image.etag())) {
            setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return false;
        }
        setStatus(HttpServletResponse.SC_OK);
        representation(image);
        return !clientRequest.isHead();
    }

    private void refuse(Refusal refusal) throws IOException {
        setStatus(refusal.status());
        servletResponse.setHeader("Cache-Control", "no-store");
        if (refusal == Refusal.METHOD_NOT_ALLOWED) {
            servletResponse.setHeader("Allow", "GET, HEAD, OPTIONS");
        }
        if (refusal == Refusal.BUSY) {
            servletResponse.setIntHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        text("text/plain;charset=utf-8", refusal.text());
    }

    /** What a 304 carries as well (RFC 9110, section 15.4.5). */
    private void validators(Answer.Image image) {
        servletResponse.setHeader("Cache-Control", image.cacheControl());
        if (policy.negotiation().isOn()) {
            servletResponse.setHeader("Vary", "Accept");
        }
        if (image.etag() != null) {
            servletResponse.setHeader("ETag", image.etag());
        }
    }

    private void representation(Answer.Image image) {
        servletResponse.setContentType(image.contentType());
        image.length().ifPresent(servletResponse::setContentLengthLong);
        if (image.lastModified() != null) {
            servletResponse.setDateHeader("Last-Modified", image.lastModified().toEpochMilli());
        }
        if (image.contentDisposition() != null) {
            servletResponse.setHeader("Content-Disposition", image.contentDisposition());
        }
        if (ImageSignature.mediaType(image.contentType()).equals("image/svg+xml")) {
            servletResponse.setHeader("Content-Security-Policy", SVG_POLICY);
        }
    }

    /** Writes a short text as the whole body. */
    void text(String contentType, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        servletResponse.setContentType(contentType);
        servletResponse.setContentLength(body.length);
        if (!clientRequest.isHead()) {
            servletResponse.getOutputStream().write(body);
        }
    }

    void setStatus(int newStatus) {
        status = newStatus;
        servletResponse.setStatus(newStatus);
    }

    void setHeader(String name, String value) {
        servletResponse.setHeader(name, value);
    }

    int status() {
        return status;
    }

    /** Whether the client may have seen a part of it. */
    boolean isCommitted() {
        return servletResponse.isCommitted();
    }

    /** Forgets everything written so far; only before {@link #isCommitted}. */
    void reset() {
        servletResponse.resetBuffer();
        servletResponse.setContentLengthLong(-1);
    }

    ServletOutputStream outputStream() throws IOException {
        return servletResponse.getOutputStream();
    }

    /** A header value of upstream without characters that some client reads differently. */
    static String sanitised(String headerValue) {
        return UNSAFE_IN_HEADER.matcher(headerValue).replaceAll("_");
    }
}
