package io.github.imgproxy4j.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Runs apart from the others: Tomcat's build of Jasper has the same class names as Jetty's. */
@Tag("tomcat")
class TomcatEarlyPagesIT extends EarlyPagesContract {
    @Override
    DemoServer server(Path webapp, Map<String, String> contextParams) throws IOException {
        return new TomcatServer(webapp, contextParams);
    }
}
