package io.github.imgproxy4j.filter.internal.response;

import io.github.imgproxy4j.filter.event.Outcome;
import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.fetch.ProxyResponse;
import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.http.EntityTagBuilder;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.http.Freshness;
import io.github.imgproxy4j.filter.internal.http.HttpDate;
import io.github.imgproxy4j.filter.internal.http.Policy;
import io.github.imgproxy4j.filter.internal.request.AllowedMethods;
import io.github.imgproxy4j.filter.internal.request.ClientRequest;
import io.github.imgproxy4j.filter.store.ImageSignature;
import io.github.imgproxy4j.filter.store.Lifetime;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Owns the status line and the headers of one response: they are written here, once, and nowhere else. What upstream
 * sent and is not named here goes nowhere.
 *
 * <p>For one thread at a time.
 */
public final class ClientResponse {
    /** Jetty's default. */
    private static final int ROOMY_BUFFER = 32 * 1024;

    private static final int LONGEST_PIECE = 64 * 1024;

    /** Whatever a browser makes of an SVG from our origin, it may not run anything. */
    private static final String SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    /** From 2 to 5, so that clients that were rejected together do not retry together. */
    private static final int SHORTEST_RETRY_SECONDS = 2;

    private static final int RETRY_SPREAD_SECONDS = 4;

    private final ClientRequest clientRequest;
    private final HttpServletResponse servletResponse;
    private final ResponseHeaders headers;
    private final Route route;
    private final Policy policy;
    private final Instant startedAt;
    private final long startedNanos = System.nanoTime();
    private int status;

    public ClientResponse(
            ClientRequest clientRequest,
            HttpServletResponse servletResponse,
            Route route,
            Policy policy,
            Instant startedAt) {
        this.clientRequest = clientRequest;
        this.servletResponse = servletResponse;
        this.headers = new ResponseHeaders(servletResponse);
        this.route = route;
        this.policy = policy;
        this.startedAt = startedAt;
    }

    /**
     * Writes status and headers, and the text of a refusal.
     *
     * @return which bytes of the image have to follow, or null for none
     */
    @Nullable
    public ConditionalOutcome begin(ProxyResponse answer) throws IOException {
        common(answer);
        if (answer.errorStatus() != null) {
            refuse(answer.errorStatus());
            return null;
        }
        if (answer.location() != null) {
            redirect(answer.location());
            return null;
        }
        ProxyResponse.Image image = Objects.requireNonNull(answer.image());
        ConditionalOutcome selection = ConditionalOutcome.of(clientRequest, image);
        switch (selection.status()) {
            case 304 -> {
                setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                validators(image, answer.cacheStatus());
                // Else Jetty adds the length of a body that is none, and caches would take it for the image's.
                servletResponse.flushBuffer();
            }
            case 412 -> refuse(ErrorStatus.PRECONDITION_FAILED);
            case 416 -> {
                headers.set("Content-Range", "bytes */" + image.length().orElseThrow());
                refuse(ErrorStatus.RANGE_NOT_SATISFIABLE);
            }
            default -> {
                setStatus(selection.status());
                validators(image, answer.cacheStatus());
                representation(image, selection);
                return clientRequest.isHead() ? null : selection;
            }
        }
        return null;
    }

    /** Answers OPTIONS, which never goes anywhere. No page of another origin may purge or warm. */
    void options() {
        String methods = String.join(", ", AllowedMethods.of(route));
        everywhere(CacheStatus.CACHE_NAME);
        headers.set("Allow", methods);
        if (policy.allowedOrigin() != null && route != Route.PURGE && route != Route.WARM) {
            headers.set("Access-Control-Allow-Methods", methods);
            headers.set("Access-Control-Allow-Headers", "Range, If-Range, If-None-Match, X-Request-ID");
            headers.set("Access-Control-Max-Age", "86400");
        }
        setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    /**
     * Writes what the proxy itself has to say, or that the client has it already.
     *
     * @return how many bytes the body has
     */
    long write(OwnResponse own) throws IOException {
        everywhere(CacheStatus.CACHE_NAME);
        own.headers().forEach(headers::set);
        if (own.isCacheable()) {
            String entityTag = EntityTagBuilder.of(own.body().getBytes(StandardCharsets.UTF_8));
            headers.set("ETag", entityTag);
            if (clientRequest.conditions().isCurrent(entityTag, null)) {
                setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return 0;
            }
        }
        setStatus(own.status());
        return text(own.contentType(), own.body());
    }

    /** What every response of an image route carries; nothing of it describes the image. */
    private void common(ProxyResponse answer) {
        // A body that breaks off is not stored; if none is sent, the client could not notice the broken promise.
        CacheStatus cacheStatus = clientRequest.isHead() ? answer.cacheStatus().broken() : answer.cacheStatus();
        everywhere(cacheStatus.headerValue());
        if (policy.serverTiming()) {
            long total = System.nanoTime() - startedNanos;
            headers.set("Server-Timing", answer.timing().headerValue(answer.cacheStatus(), total));
        }
    }

    /** What every response carries, with a body or without. */
    private void everywhere(String cacheStatus) {
        headers.removeContradicting();
        headers.set("Cache-Status", cacheStatus);
        headers.set("X-Content-Type-Options", "nosniff");
        if (policy.allowedOrigin() != null) {
            headers.set("Access-Control-Allow-Origin", policy.allowedOrigin());
        }
    }

    /** Not to be kept: the variant may be purged there, and made again here. */
    private void redirect(URI location) {
        setStatus(HttpServletResponse.SC_FOUND);
        headers.set("Cache-Control", "no-store");
        headers.set("Location", location.toString());
    }

    private void refuse(ErrorStatus errorStatus) throws IOException {
        setStatus(errorStatus.status());
        headers.set("Cache-Control", "no-store");
        if (errorStatus.equals(ErrorStatus.METHOD_NOT_ALLOWED)) {
            headers.set("Allow", String.join(", ", AllowedMethods.of(route)));
        }
        if (errorStatus.equals(ErrorStatus.BUSY)) {
            int seconds = SHORTEST_RETRY_SECONDS + ThreadLocalRandom.current().nextInt(RETRY_SPREAD_SECONDS);
            headers.set("Retry-After", Integer.toString(seconds));
        }
        text("text/plain;charset=utf-8", errorStatus.text());
    }

    /** All that a 304 carries as well (RFC 9110, section 15.4.5). */
    private void validators(ProxyResponse.Image image, CacheStatus cacheStatus) {
        headers.set("Cache-Control", image.cacheControl());
        if (image.etag() != null) {
            headers.set("ETag", image.etag());
        }
        if (policy.negotiation().isOn()) {
            headers.vary("Accept");
        }
        age(
                image,
                cacheStatus.outcome() == Outcome.HIT
                        ? startedAt
                        : startedAt.plusNanos(System.nanoTime() - startedNanos));
    }

    /** RFC 9111, section 5.1, and the time that it counts from (RFC 9110, section 6.6.1). An immutable image does not get old: once its Age would end its lifetime, a new one begins. */
    private void age(ProxyResponse.Image image, Instant now) {
        Lifetime lifetime = image.lifetime();
        if (lifetime == null || image.lastModified() == null) {
            return;
        }
        Instant from = lifetime.freshFrom() == null ? image.lastModified() : lifetime.freshFrom();
        Instant until = lifetime.freshUntil() == null ? from.plus(Freshness.LONGEST) : lifetime.freshUntil();
        boolean over = !now.isBefore(until);
        if (!over || !policy.freshness().isImmutable(lifetime)) {
            long seconds = Math.max(0, Duration.between(from, now).toSeconds());
            headers.set("Age", Long.toString(seconds));
            headers.set("Date", HttpDate.format(from));
        }
    }

    private void representation(ProxyResponse.Image image, ConditionalOutcome selection) {
        headers.contentType(image.contentType());
        if (image.etag() != null) {
            headers.set("Accept-Ranges", "bytes");
        }
        if (selection.isPartial()) {
            length(selection.end() - selection.first());
            headers.set(
                    "Content-Range",
                    "bytes " + selection.first() + "-" + (selection.end() - 1) + "/"
                            + image.length().orElseThrow());
        } else {
            image.length().ifPresent(this::length);
        }
        if (image.lastModified() != null) {
            headers.set("Last-Modified", HttpDate.format(image.lastModified()));
        }
        if (image.contentDisposition() != null) {
            headers.set("Content-Disposition", image.contentDisposition());
        }
        if (ImageSignature.mediaType(image.contentType()).equals("image/svg+xml")) {
            headers.set("Content-Security-Policy", SVG_POLICY);
        }
    }

    /**
     * Jetty writes a body in pieces of its buffer, whose size it asks the heap for only if small writes have to be
     * collected; so a thumbnail that is little longer need not be two pieces. Tomcat has small buffers, writes past them,
     * and would copy into a large one.
     */
    private void fitBuffer(long bytes) {
        if (bytes > ROOMY_BUFFER && bytes <= LONGEST_PIECE && servletResponse.getBufferSize() == ROOMY_BUFFER) {
            servletResponse.setBufferSize(LONGEST_PIECE);
        }
    }

    /** By the older of two calls: wrappers of outer filters that change the body often know that one only. */
    private void length(long bytes) {
        fitBuffer(bytes);
        if (bytes <= Integer.MAX_VALUE) {
            servletResponse.setContentLength((int) bytes);
        } else {
            servletResponse.setContentLengthLong(bytes);
        }
    }

    /** Writes a short text as the whole body, and returns how many bytes the client gets. */
    private long text(String contentType, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        headers.contentType(contentType);
        servletResponse.setContentLength(body.length);
        if (clientRequest.isHead()) {
            return 0;
        }
        servletResponse.getOutputStream().write(body);
        return body.length;
    }

    private void setStatus(int newStatus) {
        status = newStatus;
        servletResponse.setStatus(newStatus);
    }

    /** Before the container's thread returns and the response comes from another one. */
    public void beforeAsync() {
        headers.beforeAsync();
    }

    int status() {
        return status;
    }

    /** Whether the bytes go through an outer filter, which then waits for the end of {@code doFilter} to pass them on. */
    public boolean hasForeignOutput() {
        return headers.foreignOutput();
    }

    /** Whether the client may have seen a part of it. */
    boolean isCommitted() {
        return servletResponse.isCommitted();
    }

    /** Aborts it if the container has a way that it does not log; see {@link ResponseAbort}. */
    boolean abortQuietly() throws IOException {
        return ResponseAbort.quietly(servletResponse);
    }

    /** What has to leave the filter if that was not possible. */
    IOException cutOff() {
        return ResponseAbort.exception(servletResponse);
    }

    /** Forgets everything written so far; only before {@link #isCommitted}. */
    void reset() {
        servletResponse.reset();
    }

    public ServletOutputStream outputStream() throws IOException {
        return servletResponse.getOutputStream();
    }
}
