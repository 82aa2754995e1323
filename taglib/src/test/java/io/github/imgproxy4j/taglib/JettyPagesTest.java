package io.github.imgproxy4j.taglib;

import java.net.URI;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

class JettyPagesTest extends PagesContract {
    private final Server jetty = new Server();

    @Override
    URI start(Path webapp, Path work) throws Exception {
        ServerConnector connector = new ServerConnector(jetty);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        jetty.setHandler(new ContextHandlerCollection(context("/shop", webapp, work), context("/cases", webapp, work)));
        jetty.start();
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    private static WebAppContext context(String path, Path webapp, Path work) {
        WebAppContext context = new WebAppContext();
        context.setContextPath(path);
        context.setWar(webapp.toString());
        context.setTempDirectory(work.resolve("work" + path.replace('/', '-')).toFile());
        return context;
    }

    @Override
    void stop() throws Exception {
        jetty.stop();
    }
}
