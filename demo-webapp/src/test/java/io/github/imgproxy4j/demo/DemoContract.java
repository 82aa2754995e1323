package io.github.imgproxy4j.demo;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A running demo and a visitor of it, in any servlet container. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DemoContract {
    static final String KEY = "736563726574206b6579206f66207468652064656d6f";
    static final String SALT = "73616c74206f66207468652064656d6f";
    private DemoServer server;
    Visitor visitor;

    abstract DemoServer server(Map<String, String> contextParams) throws IOException;

    @BeforeAll
    void start() throws Exception {
        server = server(Map.of("imgproxy.key", KEY, "imgproxy.salt", SALT));
        server.start();
        visitor = new Visitor(server.url());
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }
}
