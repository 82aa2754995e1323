package io.github.imgproxy4j.filter.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An imgproxy server over HTTP/1.1. Thread-safe.
 *
 * <p>Follows no redirect, keeps no cookie, decodes nothing, and sends only what {@link UpstreamRequest} holds and the
 * bearer secret. A stale pooled connection is retried by the JDK's client.
 */
public final class HttpUpstream implements Upstream {
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(2);

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String base;
    private final @Nullable String secret;
    private final Duration responseTimeout;
    private final ExecutorService executor = Executors.newCachedThreadPool(HttpUpstream::daemon);
    private final HttpClient client;

    /**
     * A server.
     *
     * @param url where it is, with its path prefix if it has one
     * @param secret the server's {@code IMGPROXY_SECRET}, or null
     * @param connectTimeout the longest time for a connection
     * @param responseTimeout the longest time from the request to the headers
     */
    public HttpUpstream(URI url, @Nullable String secret, Duration connectTimeout, Duration responseTimeout) {
        String text = url.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.secret = secret;
        this.responseTimeout = responseTimeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // Else an h2c upgrade is offered on every connection.
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(executor)
                .build();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "imgproxy4j-upstream-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public UpstreamResponse fetch(UpstreamRequest upstreamRequest) throws IOException, InterruptedException {
        // One string, parsed once: the other constructors of URI would escape the path again.
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(base + upstreamRequest.signedPath().text()))
                .timeout(responseTimeout);
        upstreamRequest.headers().forEach(request::header);
        if (secret != null) {
            request.header("Authorization", "Bearer " + secret);
        }
        if (upstreamRequest.requestId() != null) {
            request.header("X-Request-ID", upstreamRequest.requestId());
        }
        HttpResponse<InputStream> response = send(request.build());
        return new UpstreamResponse(response.statusCode(), response.headers(), response.body());
    }

    @Override
    public void checkReady() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/health"))
                .timeout(READY_TIMEOUT)
                .build();
        try (InputStream body = send(request).body()) {
            body.readAllBytes();
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (HttpTimeoutException tooSlow) {
            throw new UpstreamTimeoutException(base + " did not answer within " + responseTimeout, tooSlow);
        } catch (ConnectException unreachable) {
            throw new IOException(base + " cannot be reached", unreachable);
        }
    }

    @Override
    public String description() {
        return "imgproxy at " + base;
    }

    /** Connections that are in use end with their requests; the JDK's client has no close of its own before 21. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
