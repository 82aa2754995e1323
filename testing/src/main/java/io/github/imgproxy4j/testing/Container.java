package io.github.imgproxy4j.testing;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The servlet containers that a filter has to work in. */
public enum Container {
    /** Jetty 12. */
    JETTY {
        @Override
        Running start(Filter filter, Mapping mapping) throws Exception {
            Server server = new Server();
            ServerConnector connector = new ServerConnector(server);
            connector.setHost("127.0.0.1");
            server.addConnector(connector);
            ServletContextHandler context = new ServletContextHandler();
            context.setContextPath(mapping.contextPath().isEmpty() ? "/" : mapping.contextPath());
            FilterHolder holder = new FilterHolder(filter);
            holder.setAsyncSupported(mapping.asyncSupported());
            context.addFilter(holder, mapping.urlPattern(), DISPATCHERS);
            server.setHandler(context);
            server.start();
            return new Running(connector.getLocalPort(), server::stop);
        }
    },
    /** Tomcat 10.1. */
    TOMCAT {
        @Override
        Running start(Filter filter, Mapping mapping) throws Exception {
            Logger.getLogger("org.apache").setLevel(Level.WARNING);
            Path folder = Files.createTempDirectory("tomcat-");
            Tomcat tomcat = new Tomcat();
            tomcat.setBaseDir(folder.toString());
            tomcat.setHostname("127.0.0.1");
            tomcat.setPort(0);
            tomcat.getConnector().setProperty("address", "127.0.0.1");
            StandardContext context = (StandardContext) tomcat.addContext(mapping.contextPath(), folder.toString());
            // These leak detectors need --add-opens and would only fill the log.
            context.setClearReferencesObjectStreamClassCaches(false);
            context.setClearReferencesRmiTargets(false);
            context.setClearReferencesThreadLocals(false);
            FilterDef definition = new FilterDef();
            definition.setFilterName("images");
            definition.setFilter(filter);
            definition.setAsyncSupported(Boolean.toString(mapping.asyncSupported()));
            context.addFilterDef(definition);
            FilterMap map = new FilterMap();
            map.setFilterName("images");
            map.addURLPattern(mapping.urlPattern());
            DISPATCHERS.forEach(type -> map.setDispatcher(type.name()));
            context.addFilterMap(map);
            // Without a servlet behind it Tomcat would not run the filter at all.
            Tomcat.addServlet(context, "default", new DefaultServlet());
            context.addServletMappingDecoded("/", "default");
            tomcat.start();
            return new Running(tomcat.getConnector().getLocalPort(), () -> stop(tomcat));
        }

        private void stop(Tomcat tomcat) throws LifecycleException {
            tomcat.stop();
            tomcat.destroy();
        }
    };

    private static final EnumSet<DispatcherType> DISPATCHERS = EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC);

    abstract Running start(Filter filter, Mapping mapping) throws Exception;

    /** Starts the container on a free loopback port with one filter. */
    public Running run(Filter filter, Mapping mapping) throws IOException {
        try {
            return start(filter, mapping);
        } catch (IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException(failure);
        }
    }

    /**
     * Where the filter goes.
     *
     * @param contextPath empty, or {@code /shop}
     * @param urlPattern {@code /img/*}
     * @param asyncSupported whether the filter declares that it supports asynchronous processing
     */
    public record Mapping(String contextPath, String urlPattern, boolean asyncSupported) {
        /** {@code /img/*} in the root context. */
        public static final Mapping DEFAULT = new Mapping("", "/img/*", true);
    }

    /** A running container. */
    public static final class Running implements Closeable {
        private final int port;
        private final Stop stop;

        Running(int port, Stop stop) {
            this.port = port;
            this.stop = stop;
        }

        /** The port. */
        public int port() {
            return port;
        }

        /** The URL of a path. */
        public URI url(String path) {
            return URI.create("http://127.0.0.1:" + port + path);
        }

        @Override
        public void close() throws IOException {
            try {
                stop.run();
            } catch (IOException | RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new UncheckedIOException(new IOException(failure));
            }
        }
    }

    interface Stop {
        void run() throws Exception;
    }
}
