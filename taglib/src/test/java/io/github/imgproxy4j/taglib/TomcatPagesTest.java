package io.github.imgproxy4j.taglib;

import java.net.URI;
import java.nio.file.Path;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;

class TomcatPagesTest extends PagesContract {
    private final Tomcat tomcat = new Tomcat();

    @Override
    URI start(Path webapp, Path work) throws Exception {
        tomcat.setBaseDir(work.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        add("/shop", webapp);
        add("/cases", webapp);
        tomcat.start();
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort());
    }

    /** The library is in the web app: there is nothing to find on the class path of the tests. */
    private void add(String path, Path webapp) {
        StandardJarScanner scanner =
                (StandardJarScanner) tomcat.addWebapp(path, webapp.toString()).getJarScanner();
        scanner.setScanClassPath(false);
    }

    @Override
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
