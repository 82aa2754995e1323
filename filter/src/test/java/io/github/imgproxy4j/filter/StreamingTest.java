package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static io.github.imgproxy4j.filter.ProxyFixture.urls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.ReceivedResponse;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One body on its way from upstream to one client or many, in each container. */
@Tag("container")
class StreamingTest {
    private static final byte[] SMALL = Images.png(30_000, 1);
    private static final byte[] LARGE = Images.png(3_000_000, 2);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void hundredClientsOfOneColdVariantShareOneFetch(Container container) throws Exception {
        CountDownLatch allAsked = new CountDownLatch(1);
        String url = urls("popular.jpg").proxy();
        try (ProxyFixture proxy = given(container)
                .storingIn(folder)
                .upstreamReplies(Reply.image("image/png", LARGE).after(allAsked))) {
            List<CompletableFuture<ReceivedResponse>> clients = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                clients.add(proxy.getAsync(url));
            }
            await().until(() -> proxy.upstream.requests().size() == 1);
            allAsked.countDown();

            int collapsed = 0;
            for (CompletableFuture<ReceivedResponse> client : clients) {
                ReceivedResponse response = client.get().hasStatus(200).hasBody(LARGE);
                collapsed += response.header("Cache-Status").contains("collapsed") ? 1 : 0;
            }
            assertThat(collapsed).isPositive();
            proxy.hasFetched(1);
            await().untilAsserted(
                            () -> assertThat(proxy.proxy.inventory(10).count()).isEqualTo(1));
            await().untilAsserted(() -> proxy.hasStored(1));
            await().until(() -> proxy.proxy.relayBytes() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytesReachTheClientWhileTheyArrive(Container container) throws Exception {
        CountDownLatch firstBytesSeen = new CountDownLatch(1);
        try (ProxyFixture proxy = given(container)
                        .storingIn(folder)
                        .upstreamReplies(Reply.paused("image/png", SMALL, 1000, firstBytesSeen));
                InputStream body = proxy.open(urls("slow.jpg").proxy()).body()) {
            assertThat(body.readNBytes(1000)).isEqualTo(Arrays.copyOf(SMALL, 1000));
            firstBytesSeen.countDown();
            assertThat(body.readAllBytes()).hasSize(SMALL.length - 1000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void largeBodiesArriveWholeHoweverReaderAndWriterInterleave(Container container) throws Exception {
        try (ProxyFixture proxy = given(container).storingIn(folder).upstreamReplies(Reply.image("image/png", LARGE))) {
            for (int i = 0; i < 100; i++) {
                proxy.get(urls(i + ".jpg").proxy()).hasBody(LARGE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void chunkedBodiesAreRelayedAndStored(Container container) throws Exception {
        ImageUrls urls = urls("chunked.jpg");
        try (ProxyFixture proxy =
                given(container).storingIn(folder).upstreamReplies(Reply.chunked("image/png", SMALL, true))) {
            proxy.get(urls.proxy()).hasBody(SMALL);
            proxy.settle();
            proxy.get(urls.cached()).hasBody(SMALL);
        }
    }

    @ParameterizedTest
    @EnumSource
    void clientThatDisconnectsDoesNotDamageTheBodiesOfOthers(Container container) throws Exception {
        CountDownLatch oneLeft = new CountDownLatch(1);
        ImageUrls urls = urls("left.jpg");
        try (ProxyFixture proxy = given(container)
                .storingIn(folder)
                .upstreamReplies(Reply.paused("image/png", LARGE, 100_000, oneLeft))) {
            disconnectAfter(50_000, proxy, urls.proxy());
            CompletableFuture<ReceivedResponse> staying = proxy.getAsync(urls.proxy());
            oneLeft.countDown();

            staying.get().hasBody(LARGE);
            proxy.hasFetched(1);
            await().untilAsserted(() -> proxy.get(urls.cached()).hasBody(LARGE));
            await().until(() -> proxy.proxy.relayBytes() == 0);
        }
    }

    private static void disconnectAfter(int bytes, ProxyFixture proxy, String url) throws Exception {
        try (Socket leaving = new Socket(InetAddress.getLoopbackAddress(), proxy.container.port())) {
            OutputStream out = leaving.getOutputStream();
            out.write(("GET " + url + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(leaving.getInputStream().readNBytes(bytes)).hasSize(bytes);
            leaving.setSoLinger(true, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100_000})
    void whatDoesNotFitIntoMemoryGoesThroughATemporaryFile(long relayBytes) throws Exception {
        ImageUrls urls = urls("spool.jpg");
        Path spool = Files.createDirectory(folder.resolve("spool"));
        try (ProxyFixture proxy = given(Container.JETTY)
                .storingIn(folder.resolve("store"))
                .with(builder -> builder.relayBytesPerImage(relayBytes).spoolFolder(spool))
                .upstreamReplies(Reply.image("image/png", LARGE))) {
            proxy.get(urls.proxy()).hasBody(LARGE);
            await().untilAsserted(() -> proxy.get(urls.cached()).hasBody(LARGE));
            await().untilAsserted(() -> assertThat(spool).isEmptyDirectory());
        }
    }
}
