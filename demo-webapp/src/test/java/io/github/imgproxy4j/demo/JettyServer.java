package io.github.imgproxy4j.demo;

import io.github.imgproxy4j.demo.server.WarServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** A web app in the server that the demo's command starts. */
final class JettyServer implements DemoServer {
    private final WarServer server;

    private JettyServer(WarServer server) {
        this.server = server;
    }

    /**
     * A server on a free loopback port.
     *
     * @param contextParams settings that overrule the defaults of the demo
     */
    static JettyServer onLoopback(Map<String, String> contextParams) {
        return onLoopback(DemoServer.war(), contextParams);
    }

    /** The same for another web app than the demo. */
    static JettyServer onLoopback(Path webapp, Map<String, String> contextParams) {
        return new JettyServer(new WarServer(webapp, "127.0.0.1", 0, contextParams));
    }

    @Override
    public void start() throws Exception {
        server.start();
    }

    @Override
    public URI url() {
        return server.url();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
