package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that send many requests over one connection of HTTP/2, and cancel some of them. */
class Http2Test {
    private static final byte[] IMAGE = Images.png(200_000, 1);
    private static final int MEMORY_BYTES = 16 * 1024 * 1024;
    private static final int ROUNDS = 20;
    private static final int STREAMS = 60;
    private static final int FETCHES = 8;

    /** Longer than a client of this test takes nothing. */
    private static final Duration STALL = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final ImageUrls stored = ProxyFixture.urls("stored.png");
    private StubImgproxy upstream;
    private CachingProxy proxy;

    @AfterEach
    void closeUpstream() throws IOException {
        upstream.close();
    }

    /** One with one image stored. */
    private NarrowServer.Running start(NarrowServer server, Tier tier) throws Exception {
        upstream = StubImgproxy.replying(Reply.image("image/png", IMAGE));
        proxy = ProxyFixture.builder(upstream)
                .store(new FileStore(folder))
                .memoryTierBytes(tier == Tier.MEMORY ? MEMORY_BYTES : 0)
                .concurrentFetches(FETCHES)
                .longestStall(STALL)
                .build();
        NarrowServer.Running running = server.start(new ImgproxyFilter(proxy, "/img"));
        try (Http2Client client = new Http2Client(running.port(), 100_000)) {
            assertThat(received(client, stored.proxy())).isEqualTo(IMAGE);
        }
        ProxyFixture.settle(proxy);
        return running;
    }

    private static byte[] received(Http2Client client, String path) throws Exception {
        int stream = client.get(path);
        client.flush();
        assertThat(client.readToTheEnd(stream)).isEqualTo("whole");
        return client.body(stream);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_HTTP2", "TOMCAT_HTTP2"})
    void windowOfOneByteGetsTheWholeImage(NarrowServer server) throws Exception {
        byte[] small = Images.png(3000, 2);
        try (NarrowServer.Running running = start(server, Tier.FILE)) {
            upstream.reply(Reply.image("image/png", small));
            try (Http2Client client = new Http2Client(running.port(), 1)) {
                assertThat(received(client, ProxyFixture.urls("small.png").proxy()))
                        .isEqualTo(small);
                ProxyFixture.settle(proxy);
                assertThat(received(client, ProxyFixture.urls("small.png").proxy()))
                        .isEqualTo(small);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "JETTY_HTTP2, NONE", "JETTY_HTTP2, FILE", "JETTY_HTTP2, MEMORY",
        "TOMCAT_HTTP2, NONE", "TOMCAT_HTTP2, FILE", "TOMCAT_HTTP2, MEMORY"
    })
    void cancelledStreamsLeaveNothingAndHitsHarmNoOthers(NarrowServer server, Tier tier) throws Exception {
        try (NarrowServer.Running running = start(server, tier)) {
            for (int round = 0; round < ROUNDS; round++) {
                cancelled(running, server, tier, round);
            }
            assertNothingIsLeft(running);
        }
        assertAllMemoryIsGivenBack();
    }

    private void cancelled(NarrowServer.Running running, NarrowServer server, Tier tier, int round) throws Exception {
        try (Http2Client client = new Http2Client(running.port(), 1000)) {
            List<Integer> streams = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                String name = tier == Tier.NONE ? round + "-" + i + ".png" : "stored.png";
                streams.add(client.get(ProxyFixture.urls(name).proxy()));
            }
            client.flush();
            for (int i = 0; i < STREAMS / 2; i++) {
                client.read(false);
            }
            for (int stream : streams) {
                client.cancel(stream);
            }
            client.flush();
            if (tier != Tier.NONE || server == NarrowServer.JETTY_HTTP2) {
                // After cancelled misses Tomcat itself closes one connection of some hundred.
                assertThat(received(client, stored.cached())).isEqualTo(IMAGE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_HTTP2", "TOMCAT_HTTP2"})
    void connectionsThatEndInTheMiddleLeaveNothing(NarrowServer server) throws Exception {
        try (NarrowServer.Running running = start(server, Tier.NONE)) {
            for (int round = 0; round < ROUNDS; round++) {
                try (Http2Client client = new Http2Client(running.port(), 1000)) {
                    for (int i = 0; i < STREAMS; i++) {
                        client.get(ProxyFixture.urls(round + "-" + i + ".png").proxy());
                    }
                    client.flush();
                    for (int i = 0; i < STREAMS / 2; i++) {
                        client.read(false);
                    }
                }
            }
            assertNothingIsLeft(running);
        }
    }

    private void assertAllMemoryIsGivenBack() {
        await().untilAsserted(() -> {
            System.gc();
            assertThat(proxy.memoryDirectBytes()).isZero();
        });
    }

    /** No memory, and as many fetches at once as before. */
    private void assertNothingIsLeft(NarrowServer.Running running) throws Exception {
        await().until(() -> proxy.fetchesInProgress() == 0 && proxy.relayBytes() == 0);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        upstream.reply((request, out) -> {
            asked.incrementAndGet();
            mayAnswer.await();
            return Reply.image("image/png", IMAGE).write(request, out);
        });
        try (Http2Client client = new Http2Client(running.port(), 300_000)) {
            List<Integer> streams = new ArrayList<>();
            for (int i = 0; i < FETCHES; i++) {
                streams.add(client.get(ProxyFixture.urls("after-" + i + ".png").proxy()));
            }
            client.flush();
            await().until(() -> asked.get() == FETCHES);
            mayAnswer.countDown();
            for (int stream : streams) {
                assertThat(client.readToTheEnd(stream)).isEqualTo("whole");
            }
        } finally {
            mayAnswer.countDown();
        }
    }

    /** Where the streams that are cancelled find what they ask for. */
    private enum Tier {
        NONE,
        FILE,
        MEMORY
    }
}
