package io.github.imgproxy4j.cli.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.metrics.ProxyMetrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Metrics for Prometheus, and the probes, on a separate port with its own thread. */
final class MetricsServer implements Closeable {
    private static final String METRICS = "/metrics";
    private static final int NOT_FOUND = 404;

    private final HttpServer http;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Probes probes;

    /**
     * A server that is not started yet.
     *
     * @throws IOException if the port is taken
     */
    MetricsServer(BindAddress bind, CachingProxy proxy, Probes probes) throws IOException {
        this.probes = probes;
        http = HttpServer.create(bind.socket(), 0);
        new ProxyMetrics(proxy, Tags.empty()).bindTo(registry);
        http.createContext("/", this::respond);
    }

    /** Starts, and adds the JVM metrics afterwards, so that images do not wait for them. */
    void start() {
        http.start();
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    int port() {
        InetSocketAddress address = http.getAddress();
        return address.getPort();
    }

    private void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case METRICS -> send(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", registry.scrape());
                case Probes.LIVE -> send(exchange, probes.live());
                case Probes.READY -> send(exchange, probes.ready());
                default -> send(exchange, NOT_FOUND, "text/plain", "/metrics, /health/live, /health/ready\n");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Probes.Result result) throws IOException {
        send(exchange, result.status(), "application/json", result.json());
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        registry.close();
    }
}
