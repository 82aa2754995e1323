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

/** A packed web app in an embedded Jetty. For one thread. */
public final class WarServer implements Closeable {
    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);

    /**
     * A server that is not started yet.
     *
     * @param war the packed web app
     * @param host where to listen; null for everywhere
     * @param port 0 for a free one
     * @param contextParams settings that overrule those of the web app
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
     * Returns when the web app is ready.
     *
     * @throws Exception if the port is taken or the web app cannot start; close the server then, too
     */
    public void start() throws Exception {
        connector.open();
        jetty.start();
    }

    /** Waits until somebody stops it. */
    void join() throws InterruptedException {
        jetty.join();
    }

    /** Where the root of the web app is, with a slash at the end. */
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
