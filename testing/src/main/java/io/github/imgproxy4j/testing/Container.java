package io.github.imgproxy4j.testing;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Host;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.util.ServerInfo;
import org.apache.tomcat.util.IntrospectionUtils;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/**
 * The servlet containers that a filter has to work in, in the versions that are on the class path.
 *
 * <p>What is deployed says what it consists of by the Servlet API alone, so that one test is for all of them.
 */
public enum Container {
    /** Jetty 12.1 or 12.0. */
    JETTY {
        @Override
        public String version() {
            return Server.getVersion();
        }

        @Override
        Running startServer() throws Exception {
            Server server = new Server();
            ServerConnector connector = new ServerConnector(server);
            connector.setHost("127.0.0.1");
            server.addConnector(connector);
            ContextHandlerCollection contexts = new ContextHandlerCollection();
            server.setHandler(contexts);
            server.start();
            return new Running(connector.getLocalPort(), server::stop) {
                @Override
                Stop start(String contextPath, ClassLoader loader, App app) throws Exception {
                    ServletContextHandler context = new ServletContextHandler();
                    context.setContextPath(contextPath.isEmpty() ? "/" : contextPath);
                    context.setClassLoader(loader);
                    context.addServletContainerInitializer((types, servletContext) -> app.assemble(servletContext));
                    contexts.addHandler(context);
                    context.start();
                    return () -> {
                        context.stop();
                        contexts.removeHandler(context);
                        context.destroy();
                    };
                }
            };
        }
    },
    /** Tomcat 10.1 or 11. */
    TOMCAT {
        @Override
        public String version() {
            return ServerInfo.getServerNumber();
        }

        @Override
        Running startServer() throws Exception {
            Logger.getLogger("org.apache").setLevel(Level.WARNING);
            Path folder = Files.createTempDirectory("tomcat-");
            Tomcat tomcat = new Tomcat();
            tomcat.setBaseDir(folder.toString());
            tomcat.setHostname("127.0.0.1");
            tomcat.setPort(0);
            tomcat.getConnector().setProperty("address", "127.0.0.1");
            Host host = tomcat.getHost();
            tomcat.start();
            return new Running(tomcat.getConnector().getLocalPort(), () -> stop(tomcat)) {
                @Override
                Stop start(String contextPath, ClassLoader loader, App app) throws Exception {
                    StandardContext context = context(folder, contextPath, loader);
                    context.addServletContainerInitializer(
                            (types, servletContext) -> app.assemble(servletContext), null);
                    host.addChild(context);
                    return () -> host.removeChild(context);
                }
            };
        }

        private StandardContext context(Path folder, String contextPath, ClassLoader loader) {
            StandardContext context = new StandardContext();
            context.setName(contextPath);
            context.setPath(contextPath);
            context.setDocBase(folder.toString());
            context.setParentClassLoader(loader);
            context.addLifecycleListener(new Tomcat.FixContextListener());
            // These leak detectors need --add-opens and would only fill the log; Tomcat 11 has the last two only.
            for (String detector : List.of("ObjectStreamClassCaches", "RmiTargets", "ThreadLocals")) {
                boolean unused = IntrospectionUtils.setProperty(context, "clearReferences" + detector, "false");
            }
            // Without a servlet behind it Tomcat would not run a filter at all.
            Tomcat.addServlet(context, "default", new DefaultServlet());
            context.addServletMappingDecoded("/", "default");
            return context;
        }

        private void stop(Tomcat tomcat) throws LifecycleException {
            tomcat.stop();
            tomcat.destroy();
        }
    };

    /** The version that is on the class path. */
    public abstract String version();

    abstract Running startServer() throws Exception;

    /** Starts it on a free loopback port with nothing in it. */
    public Running start() throws IOException {
        return io(this::startServer);
    }

    /** Starts it with one app, which has one filter. */
    public Running run(Filter filter, Mapping mapping) throws IOException {
        return run(mapping.contextPath(), context -> mapping.register(context, filter));
    }

    /** Starts it with one app. */
    public Running run(String contextPath, App app) throws IOException {
        Running running = start();
        try {
            running.deploy(contextPath, Container.class.getClassLoader(), app);
            return running;
        } catch (IOException | RuntimeException failure) {
            running.close();
            throw failure;
        }
    }

    private static <T> T io(Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException(failure);
        }
    }

    /** Registers what an app consists of. */
    @FunctionalInterface
    public interface App {
        /** Called once, while the app starts. */
        void assemble(ServletContext context);
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

        /** Adds a filter behind those that are there, for requests and their second round, and for these dispatchers. */
        public void register(ServletContext context, Filter filter, DispatcherType... further) {
            EnumSet<DispatcherType> dispatchers = EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC);
            dispatchers.addAll(List.of(further));
            FilterRegistration.Dynamic registration = context.addFilter(filter.toString(), filter);
            registration.setAsyncSupported(asyncSupported);
            registration.addMappingForUrlPatterns(dispatchers, true, urlPattern);
        }
    }

    /** A running container. */
    public abstract static class Running implements Closeable {
        private final int port;
        private final Stop stop;
        private final Deque<Stop> deployed = new ConcurrentLinkedDeque<>();

        Running(int port, Stop stop) {
            this.port = port;
            this.stop = stop;
        }

        abstract Stop start(String contextPath, ClassLoader loader, App app) throws Exception;

        /**
         * Adds an app.
         *
         * @param loader what its threads have as their class loader, or the parent of that
         * @return removes it again
         */
        public Closeable deploy(String contextPath, ClassLoader loader, App app) throws IOException {
            Stop undeploy = io(() -> start(contextPath, loader, app));
            deployed.push(undeploy);
            return () -> {
                if (deployed.remove(undeploy)) {
                    io(undeploy.asWork());
                }
            };
        }

        /** The port. */
        public int port() {
            return port;
        }

        /** The URL of a path. */
        public URI url(String path) {
            return URI.create("http://127.0.0.1:" + port + path);
        }

        /** A new client of this server. */
        public TestClient client() {
            return new TestClient(url(""));
        }

        /** Removes all apps, the last one first, and stops. */
        @Override
        public void close() throws IOException {
            for (Stop undeploy = deployed.poll(); undeploy != null; undeploy = deployed.poll()) {
                io(undeploy.asWork());
            }
            io(stop.asWork());
        }
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    interface Stop {
        void run() throws Exception;

        private Work<Boolean> asWork() {
            return () -> {
                run();
                return true;
            };
        }
    }
}
