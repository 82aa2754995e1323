package io.github.imgproxy4j.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ApplicationParameter;

/** A web app in an embedded Tomcat on a free loopback port; a WAR is served without unpacking it. */
final class TomcatServer implements DemoServer {
    private static final Logger LOGGER = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();

    /** The demo. */
    TomcatServer(Map<String, String> contextParams) throws IOException {
        this(DemoServer.war(), contextParams);
    }

    TomcatServer(Path webapp, Map<String, String> contextParams) throws IOException {
        LOGGER.setLevel(Level.WARNING);
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "tomcat-");
        Files.createDirectory(folder.resolve("webapps"));
        tomcat.setBaseDir(folder.toAbsolutePath().toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        StandardContext context =
                (StandardContext) tomcat.addWebapp("", webapp.toAbsolutePath().toString());
        context.setUnpackWAR(false);
        contextParams.forEach((name, value) -> context.addApplicationParameter(parameter(name, value)));
        // These leak detectors need --add-opens and would only fill the log.
        context.setClearReferencesObjectStreamClassCaches(false);
        context.setClearReferencesRmiTargets(false);
        context.setClearReferencesThreadLocals(false);
    }

    private static ApplicationParameter parameter(String name, String value) {
        ApplicationParameter parameter = new ApplicationParameter();
        parameter.setName(name);
        parameter.setValue(value);
        parameter.setOverride(false);
        return parameter;
    }

    @Override
    public void start() throws LifecycleException {
        tomcat.start();
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/");
    }

    @Override
    public void close() throws IOException {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException failure) {
            throw new IOException(failure);
        }
    }
}
