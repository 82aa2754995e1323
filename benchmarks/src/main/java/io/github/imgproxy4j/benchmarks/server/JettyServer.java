package io.github.imgproxy4j.benchmarks.server;

import io.github.imgproxy4j.filter.ImgproxyFilter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee10.proxy.AsyncProxyServlet;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty 12 with its defaults. */
final class JettyServer {
    private static final EnumSet<DispatcherType> DISPATCHERS = EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC);

    private JettyServer() {}

    /** Starts on a free loopback port, which it returns. */
    static int start(Layout layout) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setAcceptQueueSize(2000);
        String idleTimeout = layout.connector().get("idleTimeout");
        if (idleTimeout != null) {
            connector.setIdleTimeout(Long.parseLong(idleTimeout));
        }
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        layout.mounts().forEach(mount -> addFilter(context, mount));
        context.addServlet(new ServletHolder("bare", new BareServlet()), BareServlet.URL_PATTERN);
        if (layout.upstream() != null) {
            addProxy(context, layout.upstream());
        }
        if (layout.files() != null) {
            context.setBaseResourceAsPath(layout.files());
            context.addServlet(new ServletHolder("default", new DefaultServlet()), "/");
        }
        server.setHandler(context);
        server.start();
        return connector.getLocalPort();
    }

    private static void addFilter(ServletContextHandler context, Layout.Mount mount) {
        FilterHolder holder = new FilterHolder(new ImgproxyFilter());
        holder.setName(mount.name());
        holder.setAsyncSupported(true);
        holder.setInitParameters(mount.settings());
        context.addFilter(holder, mount.urlPattern(), DISPATCHERS);
    }

    private static void addProxy(ServletContextHandler context, String upstream) {
        ServletHolder holder = new ServletHolder("proxy", new AsyncProxyServlet.Transparent());
        holder.setInitParameters(PlainProxy.parameters(upstream));
        holder.setAsyncSupported(true);
        context.addServlet(holder, PlainProxy.URL_PATTERN);
    }

    /** Jetty's own proxy servlet, which does nothing but pass requests on. */
    static final class PlainProxy {
        static final String URL_PATTERN = "/proxy/*";

        private PlainProxy() {}

        static Map<String, String> parameters(String upstream) {
            return Map.of("proxyTo", upstream, "prefix", "/proxy", "maxThreads", "200");
        }
    }
}
