package io.github.imgproxy4j.filter.upstream;

import io.github.imgproxy4j.filter.internal.connection.StrictConnectionFactory;
import io.github.imgproxy4j.internal.text.HttpUrls;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * An imgproxy server over HTTP/1.1. Thread-safe; has one thread, which looks after the time of requests.
 *
 * <p>Connections are kept and used again within {@link #LONGEST_IDLE}; if one turns out to be closed all the same, the
 * request is sent once more on a new one. Follows no redirect, keeps no cookie, decodes nothing, and sends only what
 * {@link UpstreamRequest} holds and the bearer secret, with the path byte for byte. What the JVM has for all its HTTP
 * clients (cookie handler, authenticator, proxies) has no effect here.
 */
public final class HttpUpstream implements Upstream {
    /** imgproxy closes a connection that was idle for 10 s; ours must be gone before. */
    static final Duration LONGEST_IDLE = Duration.ofSeconds(5);

    private static final Duration READY_TIMEOUT = Duration.ofSeconds(2);

    /** What the text of a health route may have. */
    private static final int LONGEST_HEALTH_TEXT = 64 * 1024;

    /** Far more than fetches run at once. */
    private static final int MOST_CONNECTIONS = 10_000;

    /** Head and body of most variants: one read takes what has arrived of both, and one write passes it on. */
    private static final int BUFFER_BYTES = 64 * 1024;

    private static final int LONGEST_HEADER_LINE = 64 * 1024;
    private static final int MOST_HEADERS = 200;

    private final HttpHost server;
    private final String prefix;
    private final @Nullable String secret;
    private final Duration responseTimeout;
    private final CloseableHttpClient client;
    private final RequestDeadlines deadlines;

    private HttpUpstream(Builder builder) {
        URI url = builder.url;
        this.server = new HttpHost(url.getScheme(), HttpUrls.host(url), HttpUrls.port(url));
        this.prefix = prefixOf(url);
        this.secret = builder.secret;
        this.responseTimeout = builder.responseTimeout;
        this.deadlines =
                new RequestDeadlines(responseTimeout.compareTo(READY_TIMEOUT) < 0 ? responseTimeout : READY_TIMEOUT);
        this.client = HttpClients.custom()
                .setConnectionManager(connections(builder.connectTimeout))
                .setKeepAliveStrategy((response, context) -> TimeValue.of(LONGEST_IDLE))
                .setRetryStrategy(StaleConnectionRetry.INSTANCE)
                .setUserAgent("imgproxy4j")
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /**
     * A builder.
     *
     * @param url where the server is, with its path prefix if it has one
     * @throws IllegalArgumentException if it is no http or https URL with a host, or has a query or fragment
     */
    public static Builder builder(URI url) {
        return new Builder(url);
    }

    private static String prefixOf(URI url) {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static HttpClientConnectionManager connections(Duration connectTimeout) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(new StrictConnectionFactory(Http1Config.custom()
                        .setBufferSize(BUFFER_BYTES)
                        .setMaxLineLength(LONGEST_HEADER_LINE)
                        .setMaxHeaderCount(MOST_HEADERS)
                        .build()))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS)
                        .setValidateAfterInactivity(0, TimeUnit.SECONDS)
                        .build())
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setMaxConnTotal(MOST_CONNECTIONS)
                .build();
    }

    @Override
    public UpstreamResponse fetch(UpstreamRequest upstreamRequest) throws IOException {
        HttpGet get = get(upstreamRequest.signedPath().text(), responseTimeout);
        if (secret != null) {
            add(get, "Authorization", "Bearer " + secret);
        }
        if (upstreamRequest.requestId() != null) {
            add(get, "X-Request-ID", upstreamRequest.requestId());
        }
        upstreamRequest.headers().forEach((name, value) -> add(get, name, value));
        return send(get, responseTimeout, response -> response);
    }

    private HttpGet get(String path, Duration timeout) {
        HttpGet get = new HttpGet("/");
        // Set apart from a URI, which would refuse paths that imgproxy signs.
        get.setPath(prefix + path);
        get.setConfig(RequestConfig.custom()
                .setResponseTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .setProtocolUpgradeEnabled(false)
                .build());
        return get;
    }

    private static void add(HttpGet get, String name, String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("header " + name + " must be one line");
        }
        get.addHeader(name, value);
    }

    @Override
    public void checkReady() throws IOException {
        int status = send(get("/health", READY_TIMEOUT), READY_TIMEOUT, response -> {
            try (response) {
                response.body().readNBytes(LONGEST_HEALTH_TEXT);
                return response.status();
            }
        });
        if (status != 200) {
            throw new IOException(where() + " answers " + status + " on its health route");
        }
    }

    /** Sends a request, and calls it off if the answer is not there, and used, in time. */
    private <T> T send(HttpGet get, Duration timeout, Use<T> use) throws IOException {
        try (RequestDeadlines.Deadline deadline = deadlines.begin(timeout, get::cancel)) {
            try {
                T used = use.of(answer(get));
                if (deadline.met()) {
                    return used;
                }
            } catch (SocketTimeoutException tooSlow) {
                throw tooSlow(timeout, tooSlow);
            } catch (IOException | RuntimeException failure) {
                if (!deadline.isOver()) {
                    throw failure;
                }
                throw tooSlow(timeout, failure);
            }
        }
        throw tooSlow(timeout, null);
    }

    private UpstreamResponse answer(HttpGet get) throws IOException {
        try {
            ClassicHttpResponse response = client.executeOpen(server, get, null);
            return new UpstreamResponse(response.getCode(), headers(response), new Body(get, response));
        } catch (ConnectTimeoutException tooSlow) {
            throw new UpstreamTimeoutException(where() + " did not accept a connection in time", tooSlow);
        } catch (HttpHostConnectException unreachable) {
            throw new IOException(where() + " cannot be reached", unreachable);
        } catch (IllegalStateException closed) {
            throw new IOException("the connections to " + where() + " are closed", closed);
        }
    }

    private UpstreamTimeoutException tooSlow(Duration timeout, @Nullable Exception cause) {
        return new UpstreamTimeoutException(where() + " did not answer within " + timeout, cause);
    }

    private static HttpHeaders headers(ClassicHttpResponse response) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>(1))
                    .add(header.getValue());
        }
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    private String where() {
        return server.toURI() + prefix;
    }

    @Override
    public String description() {
        return "imgproxy at " + where();
    }

    /** Cuts connections that are in use as well. */
    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        deadlines.close();
    }

    /** Collects how to reach the server; refuses what the settings refuse ({@link UpstreamSettings}). For one thread. */
    public static final class Builder {
        private final URI url;
        private @Nullable String secret;
        private Duration connectTimeout = Objects.requireNonNull(UpstreamSettings.CONNECT_TIMEOUT.defaultValue());
        private Duration responseTimeout = Objects.requireNonNull(UpstreamSettings.RESPONSE_TIMEOUT.defaultValue());

        private Builder(URI url) {
            this.url = UpstreamSettings.URL
                    .require(List.of(Objects.requireNonNull(url, "url")))
                    .get(0);
        }

        /** The server's {@code IMGPROXY_SECRET}, sent as a bearer token; without a call none is sent. */
        public Builder secret(String text) {
            secret = UpstreamSettings.SECRET.require(text);
            return this;
        }

        /** The longest time for a connection, 3 s by default. */
        public Builder connectTimeout(Duration longest) {
            connectTimeout = UpstreamSettings.CONNECT_TIMEOUT.require(longest);
            return this;
        }

        /**
         * The longest time from the call to the end of the headers, 20 s by default: for connecting, sending, all interim
         * responses and the headers together. Looking up the host's name cannot be called off.
         */
        public Builder responseTimeout(Duration longest) {
            responseTimeout = UpstreamSettings.RESPONSE_TIMEOUT.require(longest);
            return this;
        }

        /** The upstream; it connects at its first use. */
        public HttpUpstream build() {
            return new HttpUpstream(this);
        }
    }

    /** What becomes of an answer while its deadline runs. */
    private interface Use<T> {
        T of(UpstreamResponse response) throws IOException;
    }

    /** A body that gives its connection back at its end; closed before, it cuts it instead of reading on. */
    private static final class Body extends FilterInputStream {
        private final HttpGet get;

        Body(HttpGet get, ClassicHttpResponse response) throws IOException {
            super(
                    response.getEntity() == null
                            ? InputStream.nullInputStream()
                            : response.getEntity().getContent());
            this.get = get;
        }

        @Override
        public void close() {
            get.cancel();
        }
    }
}
