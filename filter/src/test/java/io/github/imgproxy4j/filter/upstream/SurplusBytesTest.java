package io.github.imgproxy4j.filter.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.internal.connection.StrictConnectionFactory;
import io.github.imgproxy4j.testing.StubImgproxy;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes behind the end of a response never become another response, however that response is framed. */
class SurplusBytesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String EXTRA = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nEXTRA";
    private static final List<String> CLEAN = List.of("second", "third", "fourth", "fifth");
    private static final Imgproxy IMGPROXY =
            Imgproxy.builder().allowUnsigned(true).build();

    /** Answers the first request with this, and those after it with words. */
    private static StubImgproxy.Reply first(byte[] response) {
        AtomicInteger number = new AtomicInteger();
        return (request, out) -> {
            int now = number.getAndIncrement();
            if (now == 0) {
                out.write(response);
            } else {
                word(out, CLEAN.get(now - 1));
            }
            out.flush();
            return true;
        };
    }

    private static void word(OutputStream out, String word) throws IOException {
        out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: " + word.length() + "\r\n\r\n" + word));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String fetch(HttpUpstream upstream) throws IOException {
        UpstreamRequest request = UpstreamRequest.builder(
                        IMGPROXY.image("local:///x").urls().signedPath())
                .headers(Map.of())
                .build();
        try (UpstreamResponse response = upstream.fetch(request)) {
            return response.status() + " " + new String(response.body().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static List<String> rest(HttpUpstream upstream) throws IOException {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < CLEAN.size(); i++) {
            bodies.add(fetch(upstream));
        }
        return bodies;
    }

    private static List<String> allClean() {
        return CLEAN.stream().map(word -> "200 " + word).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nfirst",
                "HTTP/1.0 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\nfirst",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n0\r\nTrailer: x\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst",
                "HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nfirst",
                "HTTP/1.1 500 Error\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n0\r\n\r\n",
            })
    void bodyWithMoreBehindItFailsAndNoneAfterItIsShifted(String response) throws IOException {
        for (String surplus : List.of(EXTRA, "x", "\r\n")) {
            try (StubImgproxy server = StubImgproxy.replying(first(bytes(response + surplus)));
                    HttpUpstream upstream = HttpUpstream.builder(server.url())
                            .connectTimeout(PATIENCE)
                            .responseTimeout(PATIENCE)
                            .build()) {
                assertThatThrownBy(() -> fetch(upstream))
                        .as(surplus)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("more bytes than it announced");
                assertThat(rest(upstream)).as(surplus).isEqualTo(allClean());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 304 Not Modified\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 44\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 304 Not Modified\r\n\r\n",
            })
    void connectionIsNotUsedAgainAfterAnAnswerWithoutABodyThatHasMoreBehindIt(String response) throws IOException {
        for (String surplus : List.of(EXTRA, "x", "HTTP/1.1 100 Continue\r\n\r\n")) {
            try (StubImgproxy server = StubImgproxy.replying(first(bytes(response + surplus)));
                    HttpUpstream upstream = HttpUpstream.builder(server.url())
                            .connectTimeout(PATIENCE)
                            .responseTimeout(PATIENCE)
                            .build()) {
                assertThat(fetch(upstream)).as(surplus).matches("[23]0[04] ");
                assertThat(rest(upstream)).as(surplus).isEqualTo(allClean());
            }
        }
    }

    /** The buffer holds 64 KiB, so that what is behind this body is still with the system. */
    @Test
    void surplusThatIsNotInTheBufferYetFailsTheBodyAsWell() throws IOException {
        String body = "b".repeat(300_000);
        String response = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body + EXTRA;
        try (StubImgproxy server = StubImgproxy.replying(first(bytes(response)));
                HttpUpstream upstream = HttpUpstream.builder(server.url())
                        .connectTimeout(PATIENCE)
                        .responseTimeout(PATIENCE)
                        .build()) {
            // Only if it came with the last bytes; if it did not, the next look finds it.
            try {
                assertThat(fetch(upstream)).isEqualTo("200 " + body);
            } catch (IOException noticed) {
                assertThat(noticed).hasMessageContaining("more bytes than it announced");
            }
            assertThat(rest(upstream)).isEqualTo(allClean());
        }
    }

    @Test
    void surplusThatComesWhenTheConnectionIsBackInThePoolIsNotTheNextResponse() throws IOException {
        List<OutputStream> connections = new ArrayList<>();
        StubImgproxy.Reply words = (request, out) -> {
            connections.add(out);
            word(out, "word" + connections.size());
            out.flush();
            return true;
        };
        try (StubImgproxy server = StubImgproxy.replying(words);
                HttpUpstream upstream = HttpUpstream.builder(server.url())
                        .connectTimeout(PATIENCE)
                        .responseTimeout(PATIENCE)
                        .build()) {
            assertThat(fetch(upstream)).isEqualTo("200 word1");
            assertThat(fetch(upstream)).isEqualTo("200 word2");
            assertThat(connections.get(1)).isSameAs(connections.get(0));
            connections.get(1).write(bytes(EXTRA));

            assertThat(fetch(upstream)).isEqualTo("200 word3");
            assertThat(connections.get(2)).isNotSameAs(connections.get(1));
        }
    }

    @Test
    void idleConnectionWithUnexpectedBytesIsStale() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listening.getInetAddress(), listening.getLocalPort());
                Socket server = listening.accept();
                ManagedHttpClientConnection connection =
                        new StrictConnectionFactory(Http1Config.DEFAULT).createConnection(client)) {
            connection.sendRequestHeader(new BasicClassicHttpRequest("GET", "/"));
            connection.flush();
            word(server.getOutputStream(), "first");
            ClassicHttpResponse response = connection.receiveResponseHeader();
            connection.receiveResponseEntity(response);
            assertThat(connection.isConsistent()).as("before the body is read").isFalse();
            assertThat(EntityUtils.toString(response.getEntity())).isEqualTo("first");
            assertThat(connection.isConsistent()).isTrue();
            connection.passivate();
            assertThat(connection.isStale()).isFalse();

            server.getOutputStream().write(bytes("HTTP/1.1 408 Request Timeout\r\n\r\n"));

            await().until(connection::isStale);
            assertThat(connection.isConsistent()).isFalse();
        }
    }
}
