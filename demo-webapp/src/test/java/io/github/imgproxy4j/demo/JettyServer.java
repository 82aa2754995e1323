package io.github.imgproxy4j.demo;

import io.github.imgproxy4j.demo.server.WarServer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** The demo's WAR in the server that the demo's command starts. */
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
        return new JettyServer(new WarServer(DemoServer.war(), "127.0.0.1", 0, contextParams));
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
