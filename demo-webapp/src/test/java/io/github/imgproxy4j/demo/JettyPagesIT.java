package io.github.imgproxy4j.demo;

import java.util.Map;

class JettyPagesIT extends PagesContract {
    @Override
    DemoServer server(Map<String, String> contextParams) {
        return JettyServer.onLoopback(contextParams);
    }
}
