package io.github.imgproxy4j.demo.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** A packed web app in an embedded Jetty. Not thread-safe. */
public final class WarServer implements Closeable {
    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);

    /**
     * A server that is not started yet.
     *
     * @param war the packed web app
     * @param host the address to listen on; null for all
     * @param port 0 for a free port
     * @param contextParams settings that override those of the web app
     */
    public WarServer(Path war, @Nullable String host, int port, Map<String, String> contextParams) {
        connector.setHost(host);
        connector.setPort(port);
        jetty.addConnector(connector);
        WebAppContext context = new WebAppContext();
        context.setContextPath("/");
        context.setWar(war.toString());
        // A web app that cannot start ends the start; the default is to serve 503 for ever.
        context.setThrowUnavailableOnStartupException(true);
        contextParams.forEach(context::setInitParameter);
        jetty.setHandler(context);
    }

    /** Stops with the JVM, within a limited time. */
    void stopAtShutdown() {
        jetty.setStopAtShutdown(true);
        jetty.setStopTimeout(5000);
    }

    /**
     * Starts the web app, and returns when it is ready.
     *
     * @throws Exception if the port is in use or the web app cannot start; close the server in this case, too
     */
    public void start() throws Exception {
        connector.open();
        jetty.start();
    }

    /** Waits until somebody stops it. */
    void join() throws InterruptedException {
        jetty.join();
    }

    /** The URL of the root of the web app, with a trailing slash. */
    public URI url() {
        return URI.create("http://localhost:" + connector.getLocalPort() + "/");
    }

    @Override
    public void close() throws IOException {
        try {
            jetty.stop();
        } catch (IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException(failure);
        }
    }
}
