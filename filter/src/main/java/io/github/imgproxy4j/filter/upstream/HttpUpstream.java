package io.github.imgproxy4j.filter.upstream;

import io.github.imgproxy4j.filter.internal.connection.RequestDeadlines;
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
 * An imgproxy server over HTTP/1.1. Thread-safe; one background thread enforces the deadlines of requests.
 *
 * <p>Connections are reused within {@link #LONGEST_IDLE}; if one turns out to be closed, the request is sent once more
 * on a new one. Follows no redirects, keeps no cookies, decodes nothing, and sends only the contents of
 * {@link UpstreamRequest} and the bearer secret, with the path unchanged. JVM-wide settings for HTTP clients (cookie
 * handler, authenticator, proxies) have no effect.
 */
public final class HttpUpstream implements Upstream {
    /** imgproxy closes connections that were idle for 10 s; they must be dropped here before. */
    static final Duration LONGEST_IDLE = Duration.ofSeconds(5);

    private static final Duration READY_TIMEOUT = Duration.ofSeconds(2);

    /** The maximum length of a health response. */
    private static final int LONGEST_HEALTH_TEXT = 64 * 1024;

    /** Far more than the number of concurrent fetches. */
    private static final int MOST_CONNECTIONS = 10_000;

    /**
     * Enough for head and body of most variants: one read takes everything that has arrived, and one write forwards it.
     */
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
        this.deadlines = new RequestDeadlines(
                "upstream", responseTimeout.compareTo(READY_TIMEOUT) < 0 ? responseTimeout : READY_TIMEOUT);
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
     * @param url the URL of the server, with its path prefix if any
     * @throws IllegalArgumentException if it is not an http or https URL with a host, or has a query or fragment
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
            throw new IOException(where() + " responds with " + status + " to its health check");
        }
    }

    /** Sends a request, and cancels it if the response is not received and used in time. */
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
        return new UpstreamTimeoutException(where() + " did not respond within " + timeout, cause);
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

    /** Also closes connections that are in use. */
    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        deadlines.close();
    }

    /** Collects the connection parameters; validates like the settings ({@link UpstreamSettings}). Not thread-safe. */
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

        /** The server's {@code IMGPROXY_SECRET}, sent as a bearer token; none by default. */
        public Builder secret(String text) {
            secret = UpstreamSettings.SECRET.require(text);
            return this;
        }

        /** The longest time to connect, 3 s by default. */
        public Builder connectTimeout(Duration longest) {
            connectTimeout = UpstreamSettings.CONNECT_TIMEOUT.require(longest);
            return this;
        }

        /**
         * The longest time from the call to the end of the headers, 20 s by default: for connecting, sending, all
         * interim responses and the headers together. The look-up of the host name cannot be cancelled.
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

    /** Processes a response while its deadline runs. */
    private interface Use<T> {
        T of(UpstreamResponse response) throws IOException;
    }

    /**
     * A body that releases its connection at its end; closed earlier, it closes the connection instead of reading on.
     */
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
