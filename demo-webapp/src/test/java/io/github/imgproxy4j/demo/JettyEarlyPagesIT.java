package io.github.imgproxy4j.demo;

import java.nio.file.Path;
import java.util.Map;

class JettyEarlyPagesIT extends EarlyPagesContract {
    @Override
    DemoServer server(Path webapp, Map<String, String> contextParams) {
        return JettyServer.onLoopback(webapp, contextParams);
    }
}
