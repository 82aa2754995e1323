package io.github.imgproxy4j.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands for an imgproxy or a bucket: says what it was asked. What has the folder of the bucket in its path is not there
 * until it is written; anything else is a picture.
 */
final class OtherServer implements AutoCloseable {
    private static final Path PICTURE = Path.of("src/main/webapp/WEB-INF/photos/lighthouse.jpg");

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    OtherServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
            requests.add(request);
            exchange.getRequestBody().readAllBytes();
            if (request.startsWith("PUT ")) {
                exchange.getResponseHeaders().set("ETag", "\"0123456789abcdef0123456789abcdef\"");
                exchange.sendResponseHeaders(200, -1);
            } else if (request.contains("/example-images")) {
                exchange.sendResponseHeaders(request.startsWith("DELETE ") ? 204 : 404, -1);
            } else {
                byte[] picture = Files.readAllBytes(PICTURE);
                exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
                exchange.sendResponseHeaders(200, picture.length);
                exchange.getResponseBody().write(picture);
            }
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Method and path of each request so far. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
