package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.ReceivedResponse;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that share a fetch, leave it, and see it fail; in each container. */
public class FetchCoordinatorTest {
    private static final byte[] IMAGE = Images.png(4_000_000, 1);
    private static final int FIRST_PART = 1_000_000;

    @TempDir
    Path folder;

    private final CountDownLatch secondPart = new CountDownLatch(1);
    private final CountDownLatch cut = new CountDownLatch(1);
    private final ImageUrls urls = ProxyFixture.urls("cat.jpg");

    private ProxyFixture start(Container container, Reply reply, Path spool) throws IOException {
        return given(container)
                .storingIn(folder.resolve("store"))
                .with(builder -> builder.spoolFolder(spool))
                .upstreamReplies(reply);
    }

    /** Some writes may still find their place in the sockets' buffers, but not this many. */
    private boolean writeUntilCut(OutputStream out, CountDownLatch noticed) throws InterruptedException {
        try {
            out.write(IMAGE, FIRST_PART, 500_000);
            out.flush();
            noticed.await();
            for (int i = 0; i < 1000; i++) {
                out.write(IMAGE, 0, 100_000);
                out.flush();
            }
        } catch (IOException cutByTheProxy) {
            cut.countDown();
        }
        return false;
    }

    /** Sends a part, waits, and sends the rest. */
    private Reply twoParts(String... headers) {
        return (request, out) -> {
            Reply.head(out, 200, "image/png", "Content-Length: " + IMAGE.length, headers);
            out.write(IMAGE, 0, FIRST_PART);
            out.flush();
            secondPart.await();
            out.write(IMAGE, FIRST_PART, IMAGE.length - FIRST_PART);
            out.flush();
            return true;
        };
    }

    @ParameterizedTest
    @EnumSource
    void joinersStartAtByteZeroAndSeeBytesAsTheyArrive(Container container) throws Exception {
        try (ProxyFixture fixture = start(container, twoParts(), folder)) {
            try (InputStream leader = stream(fixture);
                    InputStream joiner = stream(fixture)) {
                assertThat(leader.readNBytes(FIRST_PART)).isEqualTo(Arrays.copyOf(IMAGE, FIRST_PART));
                assertThat(joiner.readNBytes(FIRST_PART)).isEqualTo(Arrays.copyOf(IMAGE, FIRST_PART));
                secondPart.countDown();
                assertThat(leader.readAllBytes()).hasSize(IMAGE.length - FIRST_PART);
                assertThat(joiner.readAllBytes()).hasSize(IMAGE.length - FIRST_PART);
            }
            assertThat(fixture.upstream.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void leaderThatLeavesHandsOverThoughNothingIsStored(Container container) throws Exception {
        try (ProxyFixture fixture = start(container, twoParts("Cache-Control: no-store"), folder)) {
            Socket leader = rawClient(fixture);
            CompletableFuture<ReceivedResponse> joiner = fixture.getAsync(urls.proxy());
            await().until(() -> fixture.proxy.readersOf(urls.key()) == 2);
            leave(leader);
            secondPart.countDown();

            assertThat(joiner.get().body()).isEqualTo(IMAGE);
            assertThat(fixture.upstream.requests()).hasSize(1);
            await().until(() -> fixture.proxy.relayBytes() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fetchWithoutClientsIsCancelled(Container container) throws Exception {
        Path spool = Files.createDirectory(folder.resolve("spool"));
        CountDownLatch noticed = new CountDownLatch(1);
        Reply threeParts = (request, out) -> {
            // So long that it cannot end between the last reader leaving and the cut.
            Reply.head(out, 200, "image/png", "Content-Length: 100000000", "Cache-Control: no-store");
            out.write(IMAGE, 0, FIRST_PART);
            out.flush();
            secondPart.await();
            return writeUntilCut(out, noticed);
        };
        try (ProxyFixture fixture = start(container, threeParts, spool)) {
            leave(rawClient(fixture));
            // A container notices that a client left when it writes.
            secondPart.countDown();
            await().atMost(Duration.ofMinutes(1)).until(() -> fixture.proxy.readersOf(urls.key()) == 0);
            noticed.countDown();

            await().until(() -> cut.getCount() == 0);
            await().until(() -> fixture.proxy.relayBytes() == 0);
            await().untilAsserted(() -> assertThat(spool).isEmptyDirectory());
        }
    }

    @ParameterizedTest
    @EnumSource
    void fetchThatTheStoreWantsGoesOnWithoutClients(Container container) throws Exception {
        try (ProxyFixture fixture = start(container, twoParts(), folder)) {
            leave(rawClient(fixture));
            secondPart.countDown();

            await().untilAsserted(
                            () -> assertThat(fixture.get(urls.cached()).body()).isEqualTo(IMAGE));
            assertThat(fixture.upstream.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void abandonedFetchGoesOnWhereTheSettingSaysSo(Container container) throws Exception {
        CountDownLatch finished = new CountDownLatch(1);
        Reply toTheEnd = (request, out) -> {
            boolean open = twoParts("Cache-Control: no-store").write(request, out);
            finished.countDown();
            return open;
        };
        try (ProxyFixture fixture = given(container)
                .storingIn(folder)
                .with(builder -> builder.finishAbandoned(true))
                .upstreamReplies(toTheEnd)) {
            leave(rawClient(fixture));
            secondPart.countDown();

            await().until(() -> finished.getCount() == 0);
            await().until(() -> fixture.proxy.relayBytes() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bodyThatFailsAfterItsFirstByteAbortsEveryReader(Container container) throws Exception {
        Path spool = Files.createDirectory(folder.resolve("spool"));
        for (String framing : List.of("Content-Length: " + IMAGE.length, "Transfer-Encoding: chunked")) {
            CountDownLatch allRead = new CountDownLatch(1);
            Reply breaking = (request, out) -> {
                Reply.head(out, 200, "image/png", framing);
                boolean chunked = framing.startsWith("Transfer");
                if (chunked) {
                    out.write((Integer.toHexString(FIRST_PART) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                }
                out.write(IMAGE, 0, FIRST_PART);
                out.flush();
                allRead.await();
                return false;
            };
            try (ProxyFixture fixture = start(container, breaking, spool)) {
                List<InputStream> readers = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    readers.add(stream(fixture));
                }
                for (InputStream reader : readers) {
                    assertThat(reader.readNBytes(100_000)).hasSize(100_000);
                }
                allRead.countDown();
                for (InputStream reader : readers) {
                    assertThatThrownBy(reader::readAllBytes)
                            .as("%s over %s", container, framing)
                            .isInstanceOf(IOException.class);
                }
                fixture.get(urls.cached()).hasStatus(404);
                await().until(() -> fixture.proxy.relayBytes() == 0);
                await().untilAsserted(() -> assertThat(spool).isEmptyDirectory());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shortErrorLeavesItsConnectionForTheNextRequest(Container container) throws Exception {
        Set<OutputStream> connections = ConcurrentHashMap.newKeySet();
        Reply failing = (request, out) -> {
            connections.add(out);
            return Reply.status(404, "Source is unreachable").write(request, out);
        };
        try (ProxyFixture fixture = start(container, failing, folder)) {
            for (int i = 0; i < 3; i++) {
                fixture.get(ProxyFixture.urls(i + ".jpg").proxy()).hasStatus(404);
                int expected = i + 1;
                await().until(() ->
                        fixture.upstream.requests().size() == expected && fixture.proxy.fetchesInProgress() == 0);
            }
            assertThat(connections).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void traceOfTheClientGoesOnUpstream(Container container) throws Exception {
        try (ProxyFixture fixture = start(container, Reply.image("image/png", IMAGE), folder)) {
            fixture.get(
                    urls.proxy(),
                    "traceparent",
                    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                    "tracestate",
                    "a=1",
                    "X-B3-TraceId",
                    "80f198ee56343ba8",
                    "X-Request-ID",
                    "not a good id",
                    "X-Forwarded-For",
                    "10.0.0.1",
                    "Accept",
                    "image/avif,*/*");

            assertThat(fixture.upstream.requests().get(0).headers())
                    .containsExactlyInAnyOrder(
                            "Host: 127.0.0.1:" + fixture.upstream.url().getPort(),
                            "Connection: keep-alive",
                            "User-Agent: imgproxy4j",
                            "Authorization: Bearer bearer-secret",
                            "Accept: image/*",
                            "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                            "tracestate: a=1",
                            "X-B3-TraceId: 80f198ee56343ba8");
        }
    }

    private InputStream stream(ProxyFixture fixture) throws Exception {
        return fixture.open(urls.proxy()).body();
    }

    /** A client that has read some of the body. */
    private Socket rawClient(ProxyFixture fixture) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), fixture.container.port());
        client.getOutputStream()
                .write(("GET " + urls.proxy() + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(client.getInputStream().readNBytes(50_000)).hasSize(50_000);
        return client;
    }

    private static void leave(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }
}
