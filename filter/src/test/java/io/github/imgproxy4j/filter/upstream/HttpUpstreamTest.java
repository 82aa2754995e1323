package io.github.imgproxy4j.filter.upstream;

import static io.github.imgproxy4j.filter.upstream.UpstreamFixture.IMGPROXY;
import static io.github.imgproxy4j.filter.upstream.UpstreamFixture.PATIENCE;
import static io.github.imgproxy4j.filter.upstream.UpstreamFixture.raw;
import static io.github.imgproxy4j.filter.upstream.UpstreamFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.SignedPath;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** HTTP/1.1 as upstream speaks it, rightly and wrongly. */
class HttpUpstreamTest {
    private static final byte[] BODY = "0123456789".repeat(5000).getBytes(StandardCharsets.US_ASCII);

    @RegisterExtension
    private final UpstreamFixture upstream = new UpstreamFixture();

    @Test
    void connectionIsUsedAgain() throws IOException {
        upstream.replies(Reply.image("image/png", BODY));
        for (int i = 0; i < 5; i++) {
            assertThat(upstream.body()).isEqualTo(BODY);
        }
        upstream.replies(Reply.chunked("image/png", BODY, true));
        assertThat(upstream.body()).isEqualTo(BODY);
        assertThat(upstream.connections()).isEqualTo(1);
    }

    @Test
    void requestIsSentOnceMoreWhenAnOldConnectionTurnsOutToBeClosed() throws IOException {
        upstream.replies((request, out) -> {
            Reply.image("image/png", BODY).write(request, out);
            return false;
        });
        for (int i = 0; i < 3; i++) {
            assertThat(upstream.body()).isEqualTo(BODY);
        }
        assertThat(upstream.connections()).isEqualTo(3);
    }

    @Test
    void requestIsNotSentOnceMoreWhenANewConnectionIsClosed() throws IOException {
        upstream.replies((request, out) -> false);

        assertThatThrownBy(upstream::body).isInstanceOf(IOException.class);
        assertThat(upstream.server().requests()).hasSize(1);
    }

    @Test
    void oldConnectionsAreClosedBeforeImgproxyClosesThem() {
        assertThat(HttpUpstream.LONGEST_IDLE).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void abandonedBodyCutsTheConnectionAndTheNextRequestHasItsOwn() throws IOException {
        upstream.replies(Reply.image("image/png", BODY));
        try (UpstreamResponse response = upstream.fetch(Map.of())) {
            assertThat(response.body().readNBytes(10)).hasSize(10);
        }
        assertThat(upstream.body()).isEqualTo(BODY);
        assertThat(upstream.connections()).isEqualTo(2);
    }

    @Test
    void onlyWhatTheRequestHoldsIsSentAndThePathByteForByte() throws IOException {
        upstream.replies(Reply.image("image/png", BODY));
        String odd = "/sig/w:1/plain/http://h/a%2Fb%252F|{}[]^`;v=1/../%zz@png";
        SignedPath path = IMGPROXY.verify(odd).signedPath();

        upstream.client()
                .fetch(UpstreamRequest.builder(path)
                        .requestId("request-1")
                        .headers(Map.of("Accept", "image/*"))
                        .build())
                .close();

        StubImgproxy.Request request = upstream.server().requests().get(0);
        assertThat(request.target()).isEqualTo(path.text());
        assertThat(request.headers())
                .containsExactlyInAnyOrder(
                        "Host: 127.0.0.1:" + upstream.server().url().getPort(),
                        "Connection: keep-alive",
                        "User-Agent: imgproxy4j",
                        "Authorization: Bearer secret",
                        "X-Request-ID: request-1",
                        "Accept: image/*");
    }

    @Test
    void headerOfTwoLinesIsRefused() throws IOException {
        upstream.replies(Reply.image("image/png", BODY));
        assertThatThrownBy(() -> upstream.fetch(Map.of("b3", "1\r\nX-Evil: 1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("header b3 must be one line");
        assertThat(upstream.server().requests()).isEmpty();
    }

    @Test
    void prefixOfTheServerComesFirst() throws IOException {
        upstream.replies(Reply.image("image/png", BODY));
        URI below = URI.create(upstream.server().url() + "/thumbs/");
        upstream.client(below, PATIENCE, PATIENCE).fetch(request()).close();

        assertThat(upstream.server().requests().get(0).target()).startsWith("/thumbs/unsafe/");
    }

    @Test
    void redirectIsNotFollowedAndNothingIsDecoded() throws IOException {
        upstream.replies(
                raw("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nSet-Cookie: a=b\r\nContent-Encoding: gzip\r\n"
                        + "Content-Length: 3\r\n\r\nabc"));
        try (UpstreamResponse response = upstream.fetch(Map.of())) {
            assertThat(response.status()).isEqualTo(302);
            assertThat(response.body().readAllBytes()).asString().isEqualTo("abc");
        }
        try (UpstreamResponse again = upstream.fetch(Map.of())) {
            assertThat(again.status()).isEqualTo(302);
        }
        assertThat(upstream.server().requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.headers()).noneMatch(header -> header.startsWith("Cookie")));
    }

    @Test
    void deadlineThreadEndsWithTheClient() throws IOException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        upstream.replies(Reply.image("image/png", BODY));
        assertThat(upstream.body()).isEqualTo(BODY);

        upstream.client().close();

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread ->
                        thread.getName().equals("imgproxy4j-upstream-deadlines") && !before.contains(thread)));
    }

    @Test
    void slowBodyArrivesCompletelyHoweverSmallItsPieces() throws IOException {
        upstream.replies((request, out) -> {
            Reply.head(out, 200, "image/png", "Content-Length: 300");
            for (int i = 0; i < 300; i++) {
                out.write(BODY, i, 1);
                out.flush();
            }
            return true;
        });
        assertThat(upstream.body()).isEqualTo(Arrays.copyOf(BODY, 300));
        assertThat(upstream.body()).isEqualTo(Arrays.copyOf(BODY, 300));
        assertThat(upstream.connections()).isEqualTo(1);
    }

    @Test
    void anUnreachableServerIsNamedInTheError() throws IOException {
        // A port that was free a moment ago may be somebody's by now; this one is nobody's.
        HttpUpstream nobody = upstream.client(URI.create("http://127.0.0.1:1"), PATIENCE, PATIENCE);
        assertThatThrownBy(nobody::checkReady)
                .isInstanceOf(IOException.class)
                .hasMessage("http://127.0.0.1:1 cannot be reached");
    }

    @Test
    void readyIsAHealthRouteThatAnswers200() throws IOException {
        upstream.replies(Reply.status(200, "imgproxy is running"));
        upstream.client().checkReady();
        assertThat(upstream.server().requests().get(0).target()).isEqualTo("/health");
        assertThat(upstream.server().requests().get(0).headers())
                .noneMatch(header -> header.startsWith("Authorization"));

        upstream.replies(Reply.status(500, "Error"));
        assertThatThrownBy(upstream.client()::checkReady)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("responds with 500 to its health check");
    }

    @Test
    void closingEndsARunningFetchAtOnce() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        upstream.replies((request, out) -> {
            Reply.head(out, 200, "image/png", "Content-Length: 5");
            out.flush();
            never.await();
            return false;
        });
        UpstreamResponse response = upstream.fetch(Map.of());
        InputStream body = response.body();
        CompletableFuture<byte[]> reading = CompletableFuture.supplyAsync(() -> {
            try {
                return body.readAllBytes();
            } catch (IOException cut) {
                throw new UncheckedIOException(cut);
            }
        });

        upstream.client().close();

        assertThatThrownBy(reading::get).isInstanceOf(ExecutionException.class);
        assertThatThrownBy(() -> upstream.fetch(Map.of())).isInstanceOf(IOException.class);
        await().until(() -> upstream.server().requests().size() == 1);
    }
}
