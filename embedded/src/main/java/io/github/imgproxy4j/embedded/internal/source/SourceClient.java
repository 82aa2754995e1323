package io.github.imgproxy4j.embedded.internal.source;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.filter.internal.connection.StrictConnectionFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client for sources: one connection for each request, no cookies, no redirects, no retries, and an end to
 * every request however slowly its response drips in.
 *
 * <p>Thread-safe. A request that waits ends when its thread is interrupted or the client is closed. Nothing is allocated
 * before the first request; the thread that watches over the time goes when nothing is under way.
 */
final class SourceClient implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 1000;
    private static final int MAX_HEADER_LINE_BYTES = 16 << 10;
    private static final int MAX_HEADERS = 200;

    private final DnsResolver resolver;
    private final Supplier<SSLContext> tls;
    private final Duration timeout;
    private final ScheduledThreadPoolExecutor alarm = alarm();
    private @Nullable CloseableHttpClient client;
    private boolean closed;

    /**
     * A client without connections.
     *
     * @param resolver every host is looked up with it, also those written as addresses
     * @param tls what to trust; the certificate must be that of the URL's host in any case
     * @param timeout to connect, and for each read
     */
    SourceClient(DnsResolver resolver, Supplier<SSLContext> tls, Duration timeout) {
        this.resolver = resolver;
        this.tls = tls;
        this.timeout = timeout;
    }

    /**
     * Asks for a URL and waits for the head of the response.
     *
     * @param target an absolute URL with a host
     * @param deadline when the call ends, whatever it is doing
     * @throws IOException if there is no response
     */
    Call call(URI target, Deadline deadline) throws IOException {
        HttpGet request = new HttpGet(SourceHost.anonymous(target));
        request.setHeader(HttpHeaders.ACCEPT, "image/*,*/*;q=0.5");
        String authorization = SourceHost.authorization(target);
        if (authorization != null) {
            request.setHeader(HttpHeaders.AUTHORIZATION, authorization);
        }
        CloseableHttpClient running = running();
        Future<?> end = alarm(request, deadline);
        try {
            return new Call(request, running.executeOpen(RoutingSupport.determineHost(request), request, null), end);
        } catch (HttpException broken) {
            end.cancel(false);
            throw new IOException(broken);
        } catch (IOException | RuntimeException failed) {
            end.cancel(false);
            throw failed;
        }
    }

    private Future<?> alarm(HttpGet request, Deadline deadline) {
        try {
            return alarm.schedule(request::cancel, deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            request.cancel();
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Ends what is under way. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        alarm.shutdownNow();
        if (client != null) {
            client.close(CloseMode.IMMEDIATE);
        }
    }

    private synchronized CloseableHttpClient running() throws IOException {
        if (closed) {
            throw new IOException("the processor is closed");
        }
        if (client == null) {
            client = HttpClients.custom()
                    .setConnectionManager(connections())
                    .setConnectionReuseStrategy((request, response, context) -> false)
                    .setUserAgent("imgproxy4j")
                    .setDefaultRequestConfig(RequestConfig.custom()
                            .setProtocolUpgradeEnabled(false)
                            .build())
                    .disableRedirectHandling()
                    .disableAutomaticRetries()
                    .disableCookieManagement()
                    .disableAuthCaching()
                    .build();
        }
        return client;
    }

    private HttpClientConnectionManager connections() {
        return new Channels()
                .setDnsResolver(resolver)
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls.get()))
                .setConnectionFactory(new StrictConnectionFactory(Http1Config.custom()
                        .setMaxLineLength(MAX_HEADER_LINE_BYTES)
                        .setMaxHeaderCount(MAX_HEADERS)
                        .build()))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                        .setSocketTimeout((int) Math.min(Integer.MAX_VALUE, timeout.toMillis()), TimeUnit.MILLISECONDS)
                        .build())
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .setMaxConnTotal(MAX_CONNECTIONS)
                .build();
    }

    private static ScheduledThreadPoolExecutor alarm() {
        ScheduledThreadPoolExecutor alarm = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "imgproxy4j-source-alarm");
            thread.setDaemon(true);
            return thread;
        });
        alarm.setRemoveOnCancelPolicy(true);
        alarm.setKeepAliveTime(1, TimeUnit.SECONDS);
        alarm.allowCoreThreadTimeOut(true);
        return alarm;
    }

    /** A response whose body is under way; for one thread. */
    final class Call implements AutoCloseable {
        private final HttpGet request;
        private final ClassicHttpResponse answer;
        private Future<?> end;

        Call(HttpGet request, ClassicHttpResponse answer, Future<?> end) {
            this.request = request;
            this.answer = answer;
            this.end = end;
        }

        ClassicHttpResponse answer() {
            return answer;
        }

        /** Ends the call at another time than before. */
        void endBy(Deadline deadline) {
            end.cancel(false);
            end = alarm(request, deadline);
        }

        /** Drops the connection at once; closing the response would first read whatever is left of it. */
        @Override
        public void close() {
            end.cancel(false);
            request.cancel();
        }
    }

    /** Connects through channels: unlike plain sockets they let an interrupt end what waits. */
    private static final class Channels extends PoolingHttpClientConnectionManagerBuilder {
        @Override
        protected HttpClientConnectionOperator createConnectionOperator(
                SchemePortResolver ports, DnsResolver names, TlsSocketStrategy encryption) {
            return new DefaultHttpClientConnectionOperator(
                    proxy -> SocketChannel.open().socket(),
                    ports,
                    names,
                    RegistryBuilder.<TlsSocketStrategy>create()
                            .register("https", encryption)
                            .build());
        }
    }
}
