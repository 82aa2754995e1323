package io.github.imgproxy4j.store.s3;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that gives prepared answers one after the other, the last of them for ever. */
public final class StubServer implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    public StubServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public StubServer answers(Answer... prepared) {
        answers.addAll(List.of(prepared));
        return this;
    }

    public List<Asked> asked() {
        return asked;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders(),
                new String(body, StandardCharsets.ISO_8859_1)));
        Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
        answer.give(exchange);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** A request that came. */
    public record Asked(String method, String target, Headers headers, String body) {
        public String header(String name) {
            return headers.getFirst(name);
        }
    }

    /** One way to answer. */
    public interface Answer {
        void give(HttpExchange exchange) throws IOException;

        static Answer ok(String... headers) {
            return exchange -> {
                for (int i = 0; i < headers.length; i += 2) {
                    exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
                }
                respond(exchange, 200, "");
            };
        }

        /** One object, or the part of it that begins at an offset. */
        static Answer object(byte[] bytes, int offset, String... headers) {
            return exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
                exchange.getResponseHeaders().set("ETag", "\"object-1\"");
                exchange.getResponseHeaders().set("x-amz-meta-imgproxy4j-etag", "e");
                if (offset > 0) {
                    exchange.getResponseHeaders()
                            .set("Content-Range", "bytes " + offset + "-" + (bytes.length - 1) + "/" + bytes.length);
                }
                for (int i = 0; i < headers.length; i += 2) {
                    exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
                }
                exchange.sendResponseHeaders(offset > 0 ? 206 : 200, bytes.length - offset);
                try (exchange) {
                    exchange.getResponseBody().write(bytes, offset, bytes.length - offset);
                }
            };
        }

        static Answer body(String text) {
            return exchange -> respond(exchange, 200, text);
        }

        static Answer xml(String text) {
            return body("<?xml version=\"1.0\"?>" + text);
        }

        static Answer error(int status, String code) {
            return error(status, code, "from the stub");
        }

        static Answer error(int status, String code, String message) {
            return exchange -> respond(
                    exchange,
                    status,
                    "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>" + message
                            + "</Message></Error>");
        }

        /** Takes the request and hangs up without a word. */
        static Answer nothing() {
            return exchange -> {
                throw new IOException("hangs up");
            };
        }

        static Answer status(int status, String name, String value) {
            return exchange -> {
                exchange.getResponseHeaders().set(name, value);
                respond(exchange, status, "");
            };
        }

        /** Promises more bytes than it sends, then hangs up. */
        static Answer cutShort(byte[] sent, int promised) {
            return exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
                exchange.getResponseHeaders().set("ETag", "\"object-1\"");
                exchange.getResponseHeaders().set("x-amz-meta-imgproxy4j-etag", "e");
                exchange.sendResponseHeaders(200, promised);
                exchange.getResponseBody().write(sent);
                exchange.getResponseBody().flush();
                throw new IOException("hangs up");
            };
        }

        private static void respond(HttpExchange exchange, int status, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            boolean hasBody = bytes.length > 0 && !exchange.getRequestMethod().equals("HEAD");
            try (exchange) {
                exchange.sendResponseHeaders(status, hasBody ? bytes.length : -1);
                if (hasBody) {
                    exchange.getResponseBody().write(bytes);
                }
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }
}
