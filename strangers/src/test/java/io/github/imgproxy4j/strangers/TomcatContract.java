package io.github.imgproxy4j.strangers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** README's web app in a Tomcat as it is downloaded. */
abstract class TomcatContract extends SiteContract {
    private final String name;

    TomcatContract(String name) {
        this.name = name;
    }

    @Override
    final Site start() throws IOException {
        Path home = Path.of(System.getProperty("strangers." + name));
        Path base = base(home);
        Files.copy(War.file(), base.resolve("webapps/ROOT.war"));
        Photos photos = Photos.of(name);
        Map<String, String> environment = new HashMap<>(photos.environment());
        environment.put("CATALINA_BASE", base.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        Program tomcat = Program.start(
                name,
                base,
                environment,
                List.of("sh", home.resolve("bin/catalina.sh").toString(), "run"));
        tomcat.awaitLine("Server startup in");
        String port = tomcat.awaitLine("Starting ProtocolHandler \\[\"http-nio-auto-\\d+-(\\d+)\"");
        return new Site(tomcat, port, photos);
    }

    /** A base of its own as RUNNING.txt describes it, so that the download stays as it was. */
    private Path base(Path home) throws IOException {
        Path base = Folders.fresh("base-" + name);
        for (String folder : List.of("conf", "logs", "temp", "webapps", "work")) {
            Files.createDirectories(base.resolve(folder));
        }
        Files.copy(home.resolve("conf/web.xml"), base.resolve("conf/web.xml"));
        Files.copy(home.resolve("conf/logging.properties"), base.resolve("conf/logging.properties"));
        String server = Files.readString(home.resolve("conf/server.xml"));
        Files.writeString(
                base.resolve("conf/server.xml"),
                server.replace("<Server port=\"8005\"", "<Server port=\"-1\"").replace("port=\"8080\"", "port=\"0\""));
        return base;
    }
}
