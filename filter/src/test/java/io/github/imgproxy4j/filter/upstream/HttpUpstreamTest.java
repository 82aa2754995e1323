package io.github.imgproxy4j.filter.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import io.github.imgproxy4j.url.SignedPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/1.1 as upstream speaks it, rightly and wrongly. */
class HttpUpstreamTest {
    private static final byte[] BODY = "0123456789".repeat(5000).getBytes(StandardCharsets.US_ASCII);
    private static final Imgproxy IMGPROXY =
            Imgproxy.builder().allowUnsigned(true).build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Set<OutputStream> connections =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    private StubImgproxy server;
    private HttpUpstream upstream;

    private void serve(Reply reply) throws IOException {
        server = StubImgproxy.replying(counted(reply));
        upstream = HttpUpstream.builder(server.url())
                .secret("secret")
                .connectTimeout(PATIENCE)
                .responseTimeout(PATIENCE)
                .build();
    }

    /** A socket has one stream. */
    private Reply counted(Reply reply) {
        return (request, out) -> {
            connections.add(out);
            return reply.write(request, out);
        };
    }

    @AfterEach
    void close() throws IOException {
        if (upstream != null) {
            upstream.close();
            server.close();
        }
    }

    private UpstreamResponse fetch(Map<String, String> headers) throws IOException {
        ImageUrls urls = IMGPROXY.image("local:///cat.jpg").width(1).urls();
        return upstream.fetch(new UpstreamRequest(urls.signedPath(), "request-1", headers));
    }

    private byte[] body() throws IOException {
        try (UpstreamResponse response = fetch(Map.of())) {
            return response.body().readAllBytes();
        }
    }

    private static Reply raw(String response) {
        return (request, out) -> {
            out.write(response.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return false;
        };
    }

    @Test
    void connectionIsUsedAgain() throws IOException {
        serve(Reply.image("image/png", BODY));
        for (int i = 0; i < 5; i++) {
            assertThat(body()).isEqualTo(BODY);
        }
        server.reply(counted(Reply.chunked("image/png", BODY, true)));
        assertThat(body()).isEqualTo(BODY);
        assertThat(connections).hasSize(1);
    }

    @Test
    void requestIsSentOnceMoreWhenAnOldConnectionTurnsOutToBeClosed() throws IOException {
        serve((request, out) -> {
            Reply.image("image/png", BODY).write(request, out);
            return false;
        });
        for (int i = 0; i < 3; i++) {
            assertThat(body()).isEqualTo(BODY);
        }
        assertThat(connections).hasSize(3);
    }

    @Test
    void requestIsNotSentOnceMoreWhenANewConnectionIsClosed() throws IOException {
        serve((request, out) -> false);

        assertThatThrownBy(this::body).isInstanceOf(IOException.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void oldConnectionsAreGivenUpBeforeImgproxyClosesThem() {
        assertThat(HttpUpstream.LONGEST_IDLE).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void abandonedBodyCutsTheConnectionAndTheNextRequestHasItsOwn() throws IOException {
        serve(Reply.image("image/png", BODY));
        try (UpstreamResponse response = fetch(Map.of())) {
            assertThat(response.body().readNBytes(10)).hasSize(10);
        }
        assertThat(body()).isEqualTo(BODY);
        assertThat(connections).hasSize(2);
    }

    @Test
    void onlyWhatTheRequestHoldsIsSentAndThePathByteForByte() throws IOException {
        serve(Reply.image("image/png", BODY));
        String odd = "/sig/w:1/plain/http://h/a%2Fb%252F|{}[]^`;v=1/../%zz@png";
        SignedPath path = IMGPROXY.verify(odd).signedPath();

        upstream.fetch(new UpstreamRequest(path, "request-1", Map.of("Accept", "image/*")))
                .close();

        StubImgproxy.Request request = server.requests().get(0);
        assertThat(request.target()).isEqualTo(path.text());
        assertThat(request.headers())
                .containsExactlyInAnyOrder(
                        "Host: 127.0.0.1:" + server.url().getPort(),
                        "Connection: keep-alive",
                        "User-Agent: imgproxy4j",
                        "Authorization: Bearer secret",
                        "X-Request-ID: request-1",
                        "Accept: image/*");
    }

    @Test
    void headerOfTwoLinesIsRefused() throws IOException {
        serve(Reply.image("image/png", BODY));
        assertThatThrownBy(() -> fetch(Map.of("b3", "1\r\nX-Evil: 1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("header b3 must be one line");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void prefixOfTheServerComesFirst() throws IOException {
        serve(Reply.image("image/png", BODY));
        try (HttpUpstream below = HttpUpstream.builder(URI.create(server.url() + "/thumbs/"))
                .connectTimeout(PATIENCE)
                .responseTimeout(PATIENCE)
                .build()) {
            below.fetch(new UpstreamRequest(IMGPROXY.image("local:///x").urls().signedPath(), null))
                    .close();
        }
        assertThat(server.requests().get(0).target()).startsWith("/thumbs/unsafe/");
    }

    @Test
    void redirectIsNotFollowedAndNothingIsDecoded() throws IOException {
        serve(raw("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nSet-Cookie: a=b\r\nContent-Encoding: gzip\r\n"
                + "Content-Length: 3\r\n\r\nabc"));
        try (UpstreamResponse response = fetch(Map.of())) {
            assertThat(response.status()).isEqualTo(302);
            assertThat(response.body().readAllBytes()).asString().isEqualTo("abc");
        }
        try (UpstreamResponse again = fetch(Map.of())) {
            assertThat(again.status()).isEqualTo(302);
        }
        assertThat(server.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.headers()).noneMatch(header -> header.startsWith("Cookie")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200\r\ncontent-length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\nContent-Length:3\n\nabc",
                "HTTP/1.0 200 OK\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\n\r\nabc",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n1;x=y\r\na\r\n2 \r\nbc\r\n0\r\nTrailer: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: \tchunked \r\n\r\n00003\r\nabc\r\n000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 003\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3, 3\r\nContent-Length: 03\r\n\r\nabc",
            })
    void everyFramingOfABodyIsRead(String response) throws IOException {
        serve(raw(response));
        try (UpstreamResponse known = fetch(Map.of())) {
            assertThat(known.contentLength())
                    .isEqualTo(
                            response.toLowerCase(Locale.ROOT).contains("content-length")
                                    ? OptionalLong.of(3)
                                    : OptionalLong.empty());
            assertThat(known.body().readAllBytes()).asString().isEqualTo("abc");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: +3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 0x3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3.0\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3,\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3, 5\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 13\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding:\r\n\r\nabc",
                "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked;q=1\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n+3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n 3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1000000000000003\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nNo header\r\n\r\nabc",
                "HTTP/2 200\r\n\r\nabc",
                "SSH-2.0-OpenSSH_9\r\n",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "",
            })
    void bodyThatIsCutOrAmbiguousIsAnError(String response) throws IOException {
        serve(raw(response));
        assertThatThrownBy(this::body).isInstanceOf(IOException.class);
    }

    @Test
    void floodOfHeadersIsAnError() throws IOException {
        serve(raw("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(1000)));
        assertThatThrownBy(this::body).isInstanceOf(IOException.class).hasMessageContaining("header count");
        server.reply(raw("HTTP/1.1 200 OK\r\nX: " + "y".repeat(100_000)));
        assertThatThrownBy(this::body).isInstanceOf(IOException.class).hasMessageContaining("line length");
        server.reply(raw("HTTP/1.1 200 OK\r\n" + ("X: " + "y".repeat(50_000) + "\r\n").repeat(6)));
        assertThatThrownBy(this::body).isInstanceOf(IOException.class).hasMessageContaining("more than 262144 bytes");
        server.reply(raw("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n".repeat(10_000)));
        assertThatThrownBy(this::body).isInstanceOf(IOException.class).hasMessageContaining("more than 262144 bytes");
        server.reply(raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0;" + "x".repeat(100_000)));
        assertThatThrownBy(this::body).isInstanceOf(IOException.class).hasMessageContaining("well-formed chunks");
        server.reply(raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + "x: y\r\n".repeat(20_000)));
        assertThatThrownBy(this::body).isInstanceOf(IOException.class).hasMessageContaining("well-formed chunks");
    }

    @Test
    void silenceIsATimeout() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        serve((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            never.await();
            return false;
        });
        try (HttpUpstream hasty = HttpUpstream.builder(server.url())
                .connectTimeout(PATIENCE)
                .responseTimeout(Duration.ofMillis(100))
                .build()) {
            assertThatThrownBy(() -> hasty.fetch(new UpstreamRequest(
                            IMGPROXY.image("local:///x").urls().signedPath(), null)))
                    .isInstanceOf(UpstreamTimeoutException.class)
                    .hasMessageContaining("did not answer within PT0.1S");
        }
    }

    /** Each byte of it comes in time, so that no read takes too long. */
    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 200 OK\r\nX: |y", "|HTTP/1.1 103 Early Hints\r\n\r\n", "HTTP/1.1 200 OK\r\n|X: y\r\n"})
    void headThatDripsIsATimeout(String drip) throws IOException {
        serve(dripping(drip));
        try (HttpUpstream hasty = HttpUpstream.builder(server.url())
                .connectTimeout(PATIENCE)
                .responseTimeout(Duration.ofMillis(300))
                .build()) {
            assertThatThrownBy(() -> hasty.fetch(new UpstreamRequest(
                            IMGPROXY.image("local:///x").urls().signedPath(), null)))
                    .isInstanceOf(UpstreamTimeoutException.class)
                    .hasMessageContaining("did not answer within PT0.3S");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|HTTP/1.1 103 Early Hints\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n|1\r\nx\r\n"
            })
    void healthRouteThatDripsIsATimeout(String drip) throws IOException {
        serve(dripping(drip));
        try (HttpUpstream hasty = HttpUpstream.builder(server.url())
                .connectTimeout(PATIENCE)
                .responseTimeout(Duration.ofMillis(100))
                .build()) {
            assertThatThrownBy(hasty::checkReady)
                    .isInstanceOf(UpstreamTimeoutException.class)
                    .hasMessageContaining("did not answer within PT2S");
        }
    }

    /** Sends what stands before the bar once, and what stands behind it again and again. */
    private static Reply dripping(String text) {
        String[] parts = text.split("\\|", -1);
        return (request, out) -> {
            out.write(parts[0].getBytes(StandardCharsets.US_ASCII));
            CountDownLatch never = new CountDownLatch(1);
            while (!never.await(10, TimeUnit.MILLISECONDS)) {
                out.write(parts[1].getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
            return false;
        };
    }

    @Test
    void handshakeThatStallsIsATimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                HttpUpstream hasty = HttpUpstream.builder(URI.create("https://127.0.0.1:" + silent.getLocalPort()))
                        .connectTimeout(PATIENCE)
                        .responseTimeout(Duration.ofMillis(300))
                        .build()) {
            assertThatThrownBy(() -> hasty.fetch(new UpstreamRequest(
                            IMGPROXY.image("local:///x").urls().signedPath(), null)))
                    .isInstanceOf(UpstreamTimeoutException.class)
                    .hasMessageContaining("did not answer within PT0.3S");
        }
    }

    @Test
    void threadThatLooksAfterTheTimeGoesWithTheClient() throws IOException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        serve(Reply.image("image/png", BODY));
        assertThat(body()).isEqualTo(BODY);

        upstream.close();

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread ->
                        thread.getName().equals("imgproxy4j-upstream-deadlines") && !before.contains(thread)));
    }

    @Test
    void serverThatAcceptsNoConnectionIsATimeout() throws IOException {
        List<Socket> filling = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpUpstream hasty = HttpUpstream.builder(URI.create("http://127.0.0.1:" + full.getLocalPort()))
                        .connectTimeout(Duration.ofMillis(100))
                        .responseTimeout(PATIENCE)
                        .build()) {
            fillQueue(full, filling);

            assertThatThrownBy(hasty::checkReady)
                    .isInstanceOf(UpstreamTimeoutException.class)
                    .hasMessageContaining("did not accept a connection in time");
        } finally {
            for (Socket socket : filling) {
                socket.close();
            }
        }
    }

    /** Nobody accepts, so the queue of the listening socket is full after a few connections. */
    private static void fillQueue(ServerSocket full, List<Socket> filling) throws IOException {
        try {
            for (int i = 0; i < 1000; i++) {
                Socket socket = new Socket();
                filling.add(socket);
                socket.connect(full.getLocalSocketAddress(), 500);
            }
        } catch (SocketTimeoutException isFull) {
            return;
        }
        throw new AssertionError("the queue takes all connections");
    }

    @Test
    void bodyThatTricklesArrivesWholeHoweverSmallThePieces() throws IOException {
        serve((request, out) -> {
            Reply.head(out, 200, "image/png", "Content-Length: 300");
            for (int i = 0; i < 300; i++) {
                out.write(BODY, i, 1);
                out.flush();
            }
            return true;
        });
        assertThat(body()).isEqualTo(Arrays.copyOf(BODY, 300));
        assertThat(body()).isEqualTo(Arrays.copyOf(BODY, 300));
        assertThat(connections).hasSize(1);
    }

    @Test
    void nobodyThereIsAnErrorThatNamesTheServer() throws IOException {
        // A port that was free a moment ago may be somebody's by now; this one is nobody's.
        try (HttpUpstream nobody = HttpUpstream.builder(URI.create("http://127.0.0.1:1"))
                .secret("s")
                .connectTimeout(PATIENCE)
                .responseTimeout(PATIENCE)
                .build()) {
            assertThatThrownBy(nobody::checkReady)
                    .isInstanceOf(IOException.class)
                    .hasMessage("http://127.0.0.1:1 cannot be reached");
        }
    }

    @Test
    void readyIsAHealthRouteThatAnswers200() throws IOException {
        serve(Reply.status(200, "imgproxy is running"));
        upstream.checkReady();
        assertThat(server.requests().get(0).target()).isEqualTo("/health");
        assertThat(server.requests().get(0).headers()).noneMatch(header -> header.startsWith("Authorization"));

        server.reply(Reply.status(500, "Error"));
        assertThatThrownBy(upstream::checkReady)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("answers 500 on its health route");
    }

    @Test
    void closingEndsARunningFetchAtOnce() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        serve((request, out) -> {
            Reply.head(out, 200, "image/png", "Content-Length: 5");
            out.flush();
            never.await();
            return false;
        });
        UpstreamResponse response = fetch(Map.of());
        InputStream body = response.body();
        CompletableFuture<byte[]> reading = CompletableFuture.supplyAsync(() -> {
            try {
                return body.readAllBytes();
            } catch (IOException cut) {
                throw new UncheckedIOException(cut);
            }
        });

        upstream.close();

        assertThatThrownBy(reading::get).isInstanceOf(ExecutionException.class);
        assertThatThrownBy(() -> fetch(Map.of())).isInstanceOf(IOException.class);
        await().until(() -> server.requests().size() == 1);
    }
}
