package io.github.imgproxy4j.filter.upstream;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An imgproxy server over HTTP/1.1. Thread-safe; has no threads of its own.
 *
 * <p>Connections are kept and used again within 5 s, half of the time after which imgproxy closes them; if one turns out
 * to be closed all the same, the request is sent once more on a new one. Follows no redirect, keeps no cookie, decodes
 * nothing, and sends only what {@link UpstreamRequest} holds and the bearer secret, with the path byte for byte. What the
 * JVM has for all its HTTP clients (cookie handler, authenticator, proxies) has no effect here.
 */
public final class HttpUpstream implements Upstream {
    private static final Logger log = LoggerFactory.getLogger(HttpUpstream.class);
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(2);

    private final Endpoint endpoint;
    private final @Nullable String secret;
    private final Duration responseTimeout;
    private final ConnectionPool pool;

    /**
     * A server.
     *
     * @param url where it is, with its path prefix if it has one
     * @param secret the server's {@code IMGPROXY_SECRET}, or null
     * @param connectTimeout the longest time for a connection
     * @param responseTimeout the longest time from the request to the headers
     */
    public HttpUpstream(URI url, @Nullable String secret, Duration connectTimeout, Duration responseTimeout) {
        this.endpoint = Endpoint.of(url);
        this.secret = secret;
        this.responseTimeout = responseTimeout;
        this.pool = new ConnectionPool(endpoint, connectTimeout);
    }

    @Override
    public UpstreamResponse fetch(UpstreamRequest upstreamRequest) throws IOException {
        StringBuilder head = head(upstreamRequest.signedPath().text());
        if (secret != null) {
            append(head, "Authorization", "Bearer " + secret);
        }
        if (upstreamRequest.requestId() != null) {
            append(head, "X-Request-ID", upstreamRequest.requestId());
        }
        for (Map.Entry<String, String> header : upstreamRequest.headers().entrySet()) {
            append(head, header.getKey(), header.getValue());
        }
        return send(head, responseTimeout);
    }

    private StringBuilder head(String path) {
        StringBuilder head = new StringBuilder(512);
        head.append("GET ").append(endpoint.prefix()).append(path).append(" HTTP/1.1\r\n");
        append(head, "Host", endpoint.authority());
        append(head, "User-Agent", "imgproxy4j");
        return head;
    }

    private static void append(StringBuilder head, String name, String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("header " + name + " must be one line");
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }

    @Override
    public void checkReady() throws IOException {
        try (UpstreamResponse response = send(head("/health"), READY_TIMEOUT)) {
            response.body().readAllBytes();
            if (response.status() != 200) {
                throw new IOException(endpoint + " answers " + response.status() + " on its health route");
            }
        }
    }

    private UpstreamResponse send(StringBuilder head, Duration timeout) throws IOException {
        byte[] request = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        HttpConnection idle = pool.takeIdle();
        if (idle != null) {
            try {
                return exchange(idle, request, timeout);
            } catch (StaleConnectionException closedMeanwhile) {
                log.debug("{} had closed a connection", endpoint, closedMeanwhile);
            }
        }
        return exchange(pool.open(), request, timeout);
    }

    private UpstreamResponse exchange(HttpConnection connection, byte[] request, Duration timeout) throws IOException {
        boolean answered = false;
        try {
            ResponseHead head = connection.exchange(request, timeout);
            UpstreamResponse response =
                    new UpstreamResponse(head.status(), head.headers(), ResponseBody.of(head, connection, pool));
            answered = true;
            return response;
        } catch (SocketTimeoutException tooSlow) {
            throw new UpstreamTimeoutException(endpoint + " did not answer within " + timeout, tooSlow);
        } finally {
            if (!answered) {
                pool.close(connection);
            }
        }
    }

    @Override
    public String description() {
        return "imgproxy at " + endpoint;
    }

    /** Cuts connections that are in use as well. */
    @Override
    public void close() {
        try {
            pool.close();
        } catch (IOException alreadyGone) {
            log.debug("closing connections", alreadyGone);
        }
    }
}
