package io.github.imgproxy4j.strangers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** README's web app in a Jetty as it is downloaded. */
class Jetty12Test extends SiteContract {
    private static final Path JAR = Path.of(System.getProperty("strangers.jetty-12", ""), "start.jar");

    @Override
    Site start() throws IOException {
        Path base = Folders.fresh("base-jetty-12");
        Program.run(
                "jetty-12-modules",
                base,
                Map.of(),
                List.of(
                        Program.java(),
                        "-jar",
                        JAR.toString(),
                        "--add-modules=http,ee10-deploy,ee10-jsp,ee10-annotations"));
        Files.copy(War.file(), base.resolve("webapps/ROOT.war"));
        Photos photos = Photos.of("jetty-12");
        Program jetty = Program.start(
                "jetty-12",
                base,
                photos.environment(),
                List.of(Program.java(), "-jar", JAR.toString(), "jetty.http.port=0"));
        jetty.awaitLine("Started oejs\\.Server");
        String port = jetty.awaitLine("Started ServerConnector.*:(\\d+)\\}");
        return new Site(jetty, port, photos);
    }
}
