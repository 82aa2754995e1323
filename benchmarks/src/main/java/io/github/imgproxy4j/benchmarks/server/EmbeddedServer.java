package io.github.imgproxy4j.benchmarks.server;

import io.github.imgproxy4j.embedded.EmbeddedImgproxyServlet;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The embedded processor as a server of its own, as imgproxy is one. */
public final class EmbeddedServer {
    private EmbeddedServer() {}

    /**
     * Starts, says {@code port=N}, and runs until its input ends.
     *
     * @param arguments the root of local sources
     */
    public static void main(String... arguments) throws Exception {
        Settings settings = Settings.read(SettingsSource.of(
                "arguments",
                Map.of("imgproxy.local-filesystem-root", arguments[0], "imgproxy.requests-queue-size", "0")));
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder("embedded", new EmbeddedImgproxyServlet(settings)), "/*");
        server.setHandler(context);
        server.start();
        Child.serve(connector.getLocalPort(), line -> "ok");
    }
}
