package io.github.imgproxy4j.benchmarks.server;

import io.github.imgproxy4j.benchmarks.server.JettyServer.PlainProxy;
import io.github.imgproxy4j.filter.ImgproxyFilter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.eclipse.jetty.ee10.proxy.AsyncProxyServlet;

/** Tomcat 10.1 with its defaults, except that it does not close a connection after 100 requests. */
final class TomcatServer {
    private TomcatServer() {}

    /** Starts on a free loopback port, which it returns. */
    static int start(Layout layout) throws Exception {
        Logger.getLogger("org.apache").setLevel(Level.WARNING);
        Path folder = layout.files() == null ? Files.createTempDirectory("tomcat-") : layout.files();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        tomcat.getConnector().setProperty("acceptCount", "2000");
        layout.connector().forEach(tomcat.getConnector()::setProperty);
        Context context = tomcat.addContext("", folder.toString());
        Tomcat.addDefaultMimeTypeMappings(context);
        layout.mounts().forEach(mount -> addFilter(context, mount));
        Tomcat.addServlet(context, "bare", new BareServlet());
        context.addServletMappingDecoded(BareServlet.URL_PATTERN, "bare");
        if (layout.upstream() != null) {
            addProxy(context, layout.upstream());
        }
        Tomcat.addServlet(context, "default", new DefaultServlet());
        context.addServletMappingDecoded("/", "default");
        tomcat.start();
        return tomcat.getConnector().getLocalPort();
    }

    private static void addFilter(Context context, Layout.Mount mount) {
        FilterDef definition = new FilterDef();
        definition.setFilterName(mount.name());
        definition.setFilter(new ImgproxyFilter());
        definition.setAsyncSupported("true");
        mount.settings().forEach(definition::addInitParameter);
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName(mount.name());
        map.addURLPattern(mount.urlPattern());
        map.setDispatcher("REQUEST");
        map.setDispatcher("ASYNC");
        context.addFilterMap(map);
    }

    private static void addProxy(Context context, String upstream) {
        Wrapper wrapper = Tomcat.addServlet(context, "proxy", new AsyncProxyServlet.Transparent());
        PlainProxy.parameters(upstream).forEach(wrapper::addInitParameter);
        wrapper.setAsyncSupported(true);
        context.addServletMappingDecoded(PlainProxy.URL_PATTERN, "proxy");
    }
}
