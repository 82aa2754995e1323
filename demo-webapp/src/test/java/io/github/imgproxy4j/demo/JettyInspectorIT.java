package io.github.imgproxy4j.demo;

import java.util.Map;

class JettyInspectorIT extends InspectorContract {
    @Override
    DemoServer server(Map<String, String> contextParams) {
        return JettyServer.onLoopback(contextParams);
    }
}
