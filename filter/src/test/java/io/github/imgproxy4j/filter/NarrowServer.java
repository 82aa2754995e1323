package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.testing.Container;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.RateControl;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A container with one filter, whose connections take few bytes that no client has read. */
enum NarrowServer {
    JETTY(HttpClient.Version.HTTP_1_1) {
        @Override
        Running start(Filter filter) throws Exception {
            return jetty(filter, new HttpConnectionFactory());
        }
    },
    JETTY_HTTP2(HttpClient.Version.HTTP_2) {
        @Override
        Running start(Filter filter) throws Exception {
            HttpConfiguration configuration = new HttpConfiguration();
            return jetty(filter, new HttpConnectionFactory(configuration), patient(configuration));
        }
    },
    TOMCAT(HttpClient.Version.HTTP_1_1) {
        @Override
        Running start(Filter filter) throws Exception {
            return tomcat(filter, false);
        }
    },
    TOMCAT_HTTP2(HttpClient.Version.HTTP_2) {
        @Override
        Running start(Filter filter) throws Exception {
            return tomcat(filter, true);
        }
    };

    static final int FEW_BYTES = 8192;

    /** What its clients speak. */
    final HttpClient.Version version;

    NarrowServer(HttpClient.Version version) {
        this.version = version;
    }

    /** Starts it on a free loopback port; the filter gets what is below {@code /img}. */
    abstract Running start(Filter filter) throws Exception;

    private static Running jetty(Filter filter, ConnectionFactory... protocols) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, protocols);
        connector.setHost("127.0.0.1");
        connector.setAcceptedSendBufferSize(FEW_BYTES);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/img/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        server.setHandler(context);
        server.start();
        return new Running(connector.getLocalPort(), server::stop);
    }

    /** Without the limits of rudeness that would end a connection before we see what the filter makes of it. */
    private static HTTP2CServerConnectionFactory patient(HttpConfiguration configuration) {
        HTTP2CServerConnectionFactory http2 = new HTTP2CServerConnectionFactory(configuration);
        http2.setRateControlFactory(new RateControl.Factory() {});
        return http2;
    }

    /** The same of Tomcat. */
    private static Http2Protocol patient() {
        Http2Protocol http2 = new Http2Protocol();
        http2.setOverheadCountFactor(0);
        http2.setOverheadResetFactor(0);
        http2.setOverheadWindowUpdateThreshold(0);
        return http2;
    }

    private static Running tomcat(Filter filter, boolean http2) throws Exception {
        Logger.getLogger("org.apache").setLevel(Level.WARNING);
        String folder = Files.createTempDirectory("tomcat-").toString();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder);
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("socket.txBufSize", String.valueOf(FEW_BYTES));
        if (http2) {
            tomcat.getConnector().addUpgradeProtocol(patient());
        }
        Context context = tomcat.addContext("", folder);
        context.addServletContainerInitializer(
                (types, servletContext) -> Container.Mapping.DEFAULT.register(servletContext, filter), null);
        Tomcat.addServlet(context, "default", new DefaultServlet());
        context.addServletMappingDecoded("/", "default");
        tomcat.start();
        return new Running(tomcat.getConnector().getLocalPort(), () -> stop(tomcat));
    }

    private static void stop(Tomcat tomcat) throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    /**
     * A running one.
     *
     * @param port where it listens
     * @param stop what stops it
     */
    record Running(int port, Stop stop) implements Closeable {
        @Override
        public void close() throws IOException {
            try {
                stop.run();
            } catch (Exception failure) {
                throw new IOException(failure);
            }
        }
    }

    /** Stops a server. */
    @FunctionalInterface
    interface Stop {
        void run() throws Exception;
    }
}
