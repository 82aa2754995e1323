package io.github.imgproxy4j.filter.upstream;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A stub server and clients of it, all closed after each test. */
final class UpstreamFixture implements AfterEachCallback {
    static final Imgproxy IMGPROXY = Imgproxy.builder().allowUnsigned(true).build();

    /** For what is not to time out. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Set<OutputStream> connections =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private @Nullable StubImgproxy server;
    private @Nullable HttpUpstream client;

    /** What the server replies from now on; starts it the first time. */
    void replies(Reply reply) throws IOException {
        Reply counted = (request, out) -> {
            // A socket has one stream.
            connections.add(out);
            return reply.write(request, out);
        };
        if (server == null) {
            server = StubImgproxy.replying(counted);
            opened.push(server);
        } else {
            server.reply(counted);
        }
    }

    /** The server; {@link #replies} comes first. */
    StubImgproxy server() {
        if (server == null) {
            throw new IllegalStateException("replies(…) must come first");
        }
        return server;
    }

    /** The client that has patience and the secret {@code secret}. */
    HttpUpstream client() {
        if (client == null) {
            client = HttpUpstream.builder(server().url())
                    .secret("secret")
                    .connectTimeout(PATIENCE)
                    .responseTimeout(PATIENCE)
                    .build();
            opened.push(client);
        }
        return client;
    }

    /** Another client, of any server. */
    HttpUpstream client(URI url, Duration connectTimeout, Duration responseTimeout) {
        HttpUpstream another = HttpUpstream.builder(url)
                .connectTimeout(connectTimeout)
                .responseTimeout(responseTimeout)
                .build();
        opened.push(another);
        return another;
    }

    /** The number of connections that brought a request. */
    int connections() {
        return connections.size();
    }

    UpstreamResponse fetch(Map<String, String> headers) throws IOException {
        return client().fetch(UpstreamRequest.builder(request().signedPath())
                .requestId("request-1")
                .headers(headers)
                .build());
    }

    /** The body of a response, read to its end. */
    byte[] body() throws IOException {
        try (UpstreamResponse response = fetch(Map.of())) {
            return response.body().readAllBytes();
        }
    }

    static UpstreamRequest request() {
        return UpstreamRequest.builder(
                        IMGPROXY.image("local:///cat.jpg").width(1).urls().signedPath())
                .build();
    }

    /** Sends exactly this and ends the connection. */
    static Reply raw(String response) {
        return (request, out) -> {
            out.write(response.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return false;
        };
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
