package io.github.imgproxy4j.cli;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** An HTTP server on a free loopback port that answers as a test wants, and remembers what it was asked. */
final class StubHost implements AutoCloseable {
    private final Server server = new Server();
    private final ServerConnector connector;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    StubHost(Answering answering) throws Exception {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        configuration.setSendDateHeader(false);
        configuration.setSendServerVersion(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                answer(answering, request, response, callback);
                return true;
            }
        });
        server.start();
    }

    private void answer(Answering answering, Request request, Response response, Callback callback) throws Exception {
        ByteBuffer body = Content.Source.asByteBuffer(request);
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        String query = request.getHttpURI().getQuery();
        Asked question = new Asked(
                request.getMethod(),
                request.getHttpURI().getPath(),
                query == null ? "" : query,
                HttpFields.asMap(request.getHeaders()),
                bytes);
        asked.add(question);
        Reply reply = answering.answer(question);
        response.setStatus(reply.status());
        response.getHeaders().put("Date", date(Instant.now()));
        reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        boolean bodyless = request.getMethod().equals("HEAD");
        response.write(true, ByteBuffer.wrap(bodyless ? new byte[0] : reply.body()), callback);
    }

    static String date(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    String url() {
        return "http://127.0.0.1:" + connector.getLocalPort();
    }

    List<Asked> asked() {
        return asked;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** What a request was. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    record Asked(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> String.join(",", header.getValue()))
                    .findFirst()
                    .orElse("");
        }
    }

    /** What is answered. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    record Reply(int status, Map<String, String> headers, byte[] body) {
        static Reply text(int status, String text, String... headers) {
            return of(status, "text/plain", text.getBytes(StandardCharsets.UTF_8), headers);
        }

        static Reply of(int status, String type, byte[] body, String... headers) {
            Map<String, String> all = new TreeMap<>();
            if (!type.isEmpty()) {
                all.put("Content-Type", type);
            }
            for (int i = 0; i < headers.length; i += 2) {
                all.put(headers[i], headers[i + 1]);
            }
            return new Reply(status, all, body);
        }
    }

    /** Makes answers. */
    @FunctionalInterface
    interface Answering {
        Reply answer(Asked asked);
    }
}
