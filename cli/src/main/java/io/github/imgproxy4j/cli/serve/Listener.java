package io.github.imgproxy4j.cli.serve;

import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.ImgproxyFilter;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty with the filter. Not thread-safe. */
final class Listener {
    private static final Logger log = LoggerFactory.getLogger(Listener.class);

    /** URLs with encrypted or Base64 sources are long. */
    private static final int HEADER_BYTES = 16 * 1024;

    private static final int MOST_THREADS = 64;

    /** Plain sources have two slashes in a row, and escapes of slashes and percent signs; imgproxy accepts them all. */
    private static final UriCompliance AS_IMGPROXY = UriCompliance.DEFAULT.with(
            "imgproxy",
            UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING);

    private final BindAddress bind;
    private final Server jetty;
    private final ServerConnector connector;
    private final Drain drain = new Drain();

    /** One that is not open yet. */
    Listener(BindAddress bind) {
        this.bind = bind;
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
        threads.setName("http");
        this.jetty = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setUriCompliance(AS_IMGPROXY);
        // No acceptor threads: the selector accepts, and closing the port does not disturb it.
        this.connector = new ServerConnector(jetty, 0, -1, new HttpConnectionFactory(http));
        connector.setHost(
                bind.socket().getHostString().equals("0.0.0.0")
                        ? null
                        : bind.socket().getHostString());
        connector.setPort(bind.port());
        jetty.addConnector(connector);
    }

    /**
     * Opens the port, right before the start: a connection waits from here on.
     *
     * @throws IOException if it is taken
     */
    void open() throws IOException {
        try {
            connector.open();
        } catch (IOException taken) {
            throw new IOException(
                    "images cannot be served at " + bind + "; if the port is in use, set imgproxy.bind"
                            + " (IMGPROXY_BIND) to another one",
                    taken);
        }
    }

    /** Whether the stop has begun. */
    boolean isStopping() {
        return drain.hasBegun();
    }

    /** Serves the images of a proxy, which it closes at the end. */
    void start(CachingProxy proxy, String mount, Probes probes) throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/");
        FilterHolder filter = new FilterHolder(new ImgproxyFilter(proxy, mount.isEmpty() ? "/" : mount));
        filter.setAsyncSupported(true);
        context.addFilter(filter, mount + "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        ProbeHandler probed = new ProbeHandler(probes, mount, drain);
        probed.setHandler(context);
        drain.setHandler(probed);
        jetty.setHandler(drain);
        jetty.start();
    }

    /** Where images are. */
    String url(String mount) {
        return bind.url(connector.getLocalPort(), mount + "/");
    }

    /**
     * Stops accepting, lets the running requests finish, and closes the proxy.
     *
     * @param delay how long requests are still accepted
     * @param limit how long running requests may take then
     * @return whether all requests were completed
     */
    boolean stop(Duration delay, Duration limit) throws Exception {
        drain.begin();
        TimeUnit.MILLISECONDS.sleep(delay.toMillis());
        connector.close();
        int cut = drain.await(limit);
        if (cut > 0) {
            log.warn("{} requests are cut off after {} s (imgproxy.shutdown-timeout)", cut, limit.toSeconds());
        }
        jetty.stop();
        return cut == 0;
    }

    /** Releases the port after a failed start. */
    void abandon() {
        try {
            jetty.stop();
        } catch (Exception already) {
            log.debug("not started", already);
        }
        connector.close();
    }
}
