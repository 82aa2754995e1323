package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send many requests over one connection of Tomcat, and cancel some of them. */
class Http2Test {
    private static final byte[] IMAGE = Images.png(200_000, 1);
    private static final int ROUNDS = 20;
    private static final int STREAMS = 60;
    private static final int FETCHES = 8;

    /** Longer than a client of this test takes nothing. */
    private static final Duration STALL = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @TempDir
    Path home;

    private final Tomcat tomcat = new Tomcat();
    private final ImageUrls stored = ProxyFixture.urls("stored.png");
    private StubImgproxy upstream;
    private CachingProxy proxy;

    @BeforeEach
    void start() throws Exception {
        upstream = StubImgproxy.replying(Reply.image("image/png", IMAGE));
        proxy = ProxyFixture.builder(upstream)
                .store(new FileStore(folder))
                .memoryTierBytes(0)
                .concurrentFetches(FETCHES)
                .longestStall(STALL)
                .build();
        tomcat.setBaseDir(home.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().addUpgradeProtocol(patient());
        tomcat.getHost().addChild(context());
        tomcat.start();
        try (Http2Client client = new Http2Client(port(), 100_000)) {
            assertThat(received(client, stored.proxy())).isEqualTo(IMAGE);
        }
        ProxyFixture.settle(proxy);
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        upstream.close();
    }

    /** Without the limits of rudeness that would end a connection before we see what the filter makes of it. */
    private static Http2Protocol patient() {
        Http2Protocol protocol = new Http2Protocol();
        protocol.setOverheadCountFactor(0);
        protocol.setOverheadResetFactor(0);
        protocol.setOverheadWindowUpdateThreshold(0);
        return protocol;
    }

    private StandardContext context() {
        StandardContext context = new StandardContext();
        context.setPath("");
        context.setDocBase(home.toString());
        context.setClearReferencesObjectStreamClassCaches(false);
        context.setClearReferencesRmiTargets(false);
        context.setClearReferencesThreadLocals(false);
        context.addLifecycleListener(new Tomcat.FixContextListener());
        context.addServletContainerInitializer(
                (types, servletContext) ->
                        Container.Mapping.DEFAULT.register(servletContext, new ImgproxyFilter(proxy, "/img")),
                null);
        Tomcat.addServlet(context, "default", new DefaultServlet());
        context.addServletMappingDecoded("/", "default");
        return context;
    }

    private int port() {
        return tomcat.getConnector().getLocalPort();
    }

    private static byte[] received(Http2Client client, String path) throws Exception {
        int stream = client.get(path);
        client.flush();
        assertThat(client.readToTheEnd(stream)).isEqualTo("whole");
        return client.body(stream);
    }

    @Test
    void windowOfOneByteGetsTheWholeImage() throws Exception {
        byte[] small = Images.png(3000, 2);
        upstream.reply(Reply.image("image/png", small));
        try (Http2Client client = new Http2Client(port(), 1)) {
            assertThat(received(client, ProxyFixture.urls("small.png").proxy())).isEqualTo(small);
            ProxyFixture.settle(proxy);
            assertThat(received(client, ProxyFixture.urls("small.png").proxy())).isEqualTo(small);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cancelledStreamsLeaveNothingAndHitsHarmNoOthers(boolean hits) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (Http2Client client = new Http2Client(port(), 1000)) {
                List<Integer> streams = new ArrayList<>();
                for (int i = 0; i < STREAMS; i++) {
                    String name = hits ? "stored.png" : round + "-" + i + ".png";
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
                if (hits) {
                    // After cancelled misses Tomcat itself closes one connection of some hundred.
                    assertThat(received(client, stored.cached())).isEqualTo(IMAGE);
                }
            }
        }
        assertNothingIsLeft();
    }

    @Test
    void connectionsThatEndInTheMiddleLeaveNothing() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (Http2Client client = new Http2Client(port(), 1000)) {
                for (int i = 0; i < STREAMS; i++) {
                    client.get(ProxyFixture.urls(round + "-" + i + ".png").proxy());
                }
                client.flush();
                for (int i = 0; i < STREAMS / 2; i++) {
                    client.read(false);
                }
            }
        }
        assertNothingIsLeft();
    }

    /** No memory, and as many fetches at once as before. */
    private void assertNothingIsLeft() throws Exception {
        await().until(() -> proxy.fetchesInProgress() == 0 && proxy.relayBytes() == 0);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        upstream.reply((request, out) -> {
            asked.incrementAndGet();
            mayAnswer.await();
            return Reply.image("image/png", IMAGE).write(request, out);
        });
        try (Http2Client client = new Http2Client(port(), 300_000)) {
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
}
