package io.github.imgproxy4j.benchmarks.server;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Repeats answers of the same server with the least that a servlet can do.
 *
 * <p>{@code /bare/NAME/PATH} asks for {@code /PATH} once, with the method and the {@code If-None-Match} of the first
 * request, and then always gives the same status, headers and bytes from memory.
 */
final class BareServlet extends HttpServlet {
    static final String URL_PATTERN = "/bare/*";

    private static final int PREFIX = "/bare/".length();
    private static final String CONDITION = "If-None-Match";

    /** What the container adds by itself. */
    private static final Set<String> OF_CONTAINER =
            Set.of("date", "server", "connection", "keep-alive", "transfer-encoding", "content-length", "content-type");

    @SuppressWarnings("serial") // Nobody serialises a servlet.
    private final Map<String, Recorded> answers = new ConcurrentHashMap<>();

    @SuppressWarnings("serial")
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Recorded recorded = answers.get(request.getRequestURI());
        if (recorded == null) {
            recorded = record(request);
        }
        response.setStatus(recorded.status);
        recorded.headers.forEach(response::setHeader);
        if (recorded.contentType != null) {
            response.setContentType(recorded.contentType);
            response.setContentLengthLong(recorded.length);
            if (recorded.body.length > 0) {
                response.getOutputStream().write(recorded.body);
            }
        }
    }

    /** One at a time: many clients begin at once, and each would ask for everything. */
    private synchronized Recorded record(HttpServletRequest request) throws IOException {
        String uri = request.getRequestURI();
        Recorded known = answers.get(uri);
        if (known != null) {
            return known;
        }
        HttpRequest.Builder original = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + request.getLocalPort() + uri.substring(uri.indexOf('/', PREFIX))))
                .method(request.getMethod(), HttpRequest.BodyPublishers.noBody());
        String condition = request.getHeader(CONDITION);
        if (condition != null) {
            original.header(CONDITION, condition);
        }
        try {
            Recorded recorded = new Recorded(client.send(original.build(), HttpResponse.BodyHandlers.ofByteArray()));
            answers.put(uri, recorded);
            return recorded;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException(uri).initCause(interrupted);
        }
    }

    private static final class Recorded {
        private final int status;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final @Nullable String contentType;
        private final long length;
        private final byte[] body;

        Recorded(HttpResponse<byte[]> response) {
            status = response.statusCode();
            response.headers().map().forEach((name, values) -> {
                if (!OF_CONTAINER.contains(name.toLowerCase(Locale.ROOT))) {
                    headers.put(name, values.get(0));
                }
            });
            contentType = response.headers().firstValue("Content-Type").orElse(null);
            length = response.headers().firstValueAsLong("Content-Length").orElse(0);
            body = response.body();
        }
    }
}
