package io.github.imgproxy4j.cli.serve;

import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.settings.SettingsSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.management.MBeanServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The caching proxy as a server, optionally with an imgproxy process. Not thread-safe; {@link #run} returns when a
 * signal has stopped it.
 */
public final class ImageServer implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(ImageServer.class);

    private final ServeConfig config;
    private @Nullable Listener listener;
    private @Nullable CachingProxy proxy;
    private @Nullable MetricsServer metrics;

    private ImageServer(ServeConfig config) {
        this.config = config;
    }

    /**
     * A server that is not started yet.
     *
     * @param sources of settings, the first that has a value wins
     * @param environment for imgproxy, and for values without a setting
     * @param asImgproxyCache whether to use the defaults of imgproxy-cache
     * @param err receives the output of imgproxy
     * @throws io.github.imgproxy4j.settings.SettingsException listing all problems
     * @throws IOException if there is no free port for imgproxy
     */
    public static ImageServer of(
            List<SettingsSource> sources, Map<String, String> environment, boolean asImgproxyCache, PrintWriter err)
            throws IOException {
        return new ImageServer(ServeConfig.read(sources, environment, asImgproxyCache, err::println));
    }

    /**
     * Serves until SIGTERM or SIGINT.
     *
     * @param out receives the addresses, once
     * @return whether all requests that ran at the end were completed
     * @throws IOException if it cannot start: a port is taken, imgproxy does not get ready
     */
    public boolean run(PrintWriter out) throws IOException, InterruptedException {
        StopSignals signals = new StopSignals();
        out.println(start());
        out.flush();
        signals.await();
        log.info("stopping: /health/ready is 503; running requests are completed, pending images are stored");
        boolean clean = stop();
        log.info("stopped");
        return clean;
    }

    /** Starts everything, and prints a summary. */
    private String start() throws IOException, InterruptedException {
        ImgproxyProcess process = config.process();
        if (process != null) {
            process.start();
        }
        try {
            // Most of a start is the loading of classes, which takes less time on several threads.
            CompletableFuture<CachingProxy> making =
                    CompletableFuture.supplyAsync(() -> CachingProxy.of(config.settings(), config.imgproxy()));
            CompletableFuture<MBeanServer> unused =
                    CompletableFuture.supplyAsync(ManagementFactory::getPlatformMBeanServer);
            Listener opened = new Listener(config.bind());
            listener = opened;
            CachingProxy made = result(making);
            proxy = made;
            Probes probes = new Probes(made, opened::isStopping);
            BindAddress metricsBind = config.metricsBind();
            metrics = metricsBind == null ? null : metrics(metricsBind, made, probes);
            if (process != null) {
                process.awaitReady(config.startLimit());
            }
            // Not before: load balancers should be refused until requests can be served.
            opened.open();
            opened.start(made, config.mount(), probes);
            String description = description(opened, made, metricsBind);
            if (metrics != null) {
                metrics.start();
            }
            return description;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private static <T> T result(CompletableFuture<T> making) throws Exception {
        try {
            return making.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private static MetricsServer metrics(BindAddress bind, CachingProxy proxy, Probes probes) throws IOException {
        try {
            return new MetricsServer(bind, proxy, probes);
        } catch (IOException taken) {
            throw new IOException(
                    "metrics cannot be served at " + bind + "; if the port is in use, set imgproxy.metrics-bind"
                            + " (IMGPROXY4J_METRICS_BIND) to another one, or to none",
                    taken);
        }
    }

    private String description(Listener opened, CachingProxy proxy, @Nullable BindAddress metricsBind) {
        String where = metrics == null || metricsBind == null
                ? "no metrics"
                : "metrics at " + metricsBind.url(metrics.port(), "/metrics");
        ImgproxyProcess process = config.process();
        return "imgproxy4j serves images at " + opened.url(config.mount()) + ", " + where + "; upstream: "
                + (process == null ? proxy.upstreamDescription() : process + " at " + process.url())
                + "; store: " + proxy.storeDescription() + "; ready after "
                + ManagementFactory.getRuntimeMXBean().getUptime() + " ms";
    }

    private boolean stop() throws IOException, InterruptedException {
        try {
            return Objects.requireNonNull(listener).stop(config.drainDelay(), config.shutdownTimeout());
        } catch (IOException | InterruptedException | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    /**
     * Stops the rest: everything after a failed start; otherwise the metrics, and imgproxy, which the last requests
     * needed.
     */
    @Override
    public void close() {
        if (listener != null) {
            listener.abandon();
        }
        if (proxy != null) {
            proxy.close();
        }
        if (metrics != null) {
            metrics.close();
        }
        ImgproxyProcess process = config.process();
        if (process != null) {
            process.close();
        }
    }
}
