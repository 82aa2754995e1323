package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.store.FreshnessRule;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.memory.MemoryStore;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.ManualClock;
import io.github.imgproxy4j.testing.ReceivedResponse;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a store is opened for one request: what is known already is not asked again. */
class StoreLooksTest {
    private static final byte[] SMALL = Images.png(5_000, 1);
    private static final byte[] LARGE = Images.png(3_000_000, 1);
    private static final ImageUrls URLS = ProxyFixture.urls("cat.png");

    @TempDir
    Path folder;

    private final AtomicInteger looks = new AtomicInteger();
    private final ManualClock clock = new ManualClock();

    private ProxyFixture start(boolean local, Reply reply) throws IOException {
        return given(Container.JETTY)
                .storingIn(folder)
                .with(builder -> builder.store(counting(local)).clock(clock).freshness(FreshnessRule.UPSTREAM))
                .upstreamReplies(reply);
    }

    private ImageStore counting(boolean local) {
        MemoryStore stored = new MemoryStore(100_000_000);
        return (ImageStore) Proxy.newProxyInstance(
                ImageStore.class.getClassLoader(), new Class<?>[] {ImageStore.class}, (any, method, arguments) -> {
                    if (method.getName().equals("get")) {
                        looks.incrementAndGet();
                    }
                    try {
                        return method.getName().equals("isLocal") ? local : method.invoke(stored, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private int looksOf(ProxyFixture fixture, String path, int status) throws Exception {
        int before = looks.get();
        fixture.get(path).hasStatus(status);
        fixture.settle();
        return looks.get() - before;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void missOpensItOnceAndSoDoesAHitButNotWhatIsInMemory(boolean local) throws Exception {
        try (ProxyFixture fixture = start(local, Reply.image("image/png", LARGE, "Cache-Control: max-age=60"))) {
            assertThat(looksOf(fixture, URLS.cached(), 404))
                    .as("miss on the cache route")
                    .isEqualTo(1);
            assertThat(looksOf(fixture, URLS.proxy(), 200)).as("cold miss").isEqualTo(1);
            assertThat(looksOf(fixture, URLS.proxy(), 200)).as("hit").isEqualTo(1);
            assertThat(looksOf(fixture, URLS.cached(), 200))
                    .as("hit on the cache route")
                    .isEqualTo(1);

            ImageUrls small = ProxyFixture.urls("small.png");
            fixture.upstream.reply(Reply.image("image/png", SMALL, "Cache-Control: max-age=60"));
            assertThat(looksOf(fixture, small.proxy(), 200)).as("cold miss").isEqualTo(1);
            assertThat(looksOf(fixture, small.proxy(), 200)).as("hit in memory").isZero();
            assertThat(looksOf(fixture, small.cached(), 200))
                    .as("hit in memory")
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void missOnTheCacheRouteThatIsRepeatedOpensItSeldom(boolean local) throws Exception {
        try (ProxyFixture fixture = start(local, Reply.image("image/png", SMALL))) {
            await().until(() -> looksOf(fixture, URLS.cached(), 404) == 0);
            assertThat(looksOf(fixture, URLS.proxy(), 200))
                    .as("the proxy route does not rely on it")
                    .isEqualTo(1);
            fixture.get(URLS.cached()).hasStatus(200).hasBody(SMALL);

            fixture.proxy.purge(URLS.key());
            assertThat(looksOf(fixture, URLS.cached(), 404)).as("after a purge").isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAnotherProcessStoresIsFoundByTheProxyRouteAtOnceAndByTheCacheRouteSoon(boolean local) throws Exception {
        ImageStore store = counting(local);
        try (ProxyFixture fixture = given(Container.JETTY)
                .with(builder -> builder.store(store).memoryTierBytes(0))
                .upstreamReplies(Reply.status(500, "off"))) {
            await().until(() -> looksOf(fixture, URLS.cached(), 404) == 0);
            store.put(
                    URLS.key(),
                    ImageMetadata.builder("image/png", SMALL.length)
                            .etag("\"e\"")
                            .storedAt(Instant.now())
                            .cacheControl("public, max-age=60")
                            .build(),
                    ImageBody.of(SMALL));

            fixture.get(URLS.proxy()).hasStatus(200).hasBody(SMALL);
            await().untilAsserted(
                            () -> fixture.get(URLS.cached()).hasStatus(200).hasBody(SMALL));
            fixture.hasFetched(0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void revalidationOpensItOnce(boolean local) throws Exception {
        String[] headers = {"Cache-Control: max-age=60", "ETag: \"e\""};
        try (ProxyFixture fixture = start(local, Reply.image("image/png", LARGE, headers))) {
            assertThat(looksOf(fixture, URLS.proxy(), 200)).isEqualTo(1);
            clock.forward(Duration.ofSeconds(61));

            fixture.upstream.reply((request, out) -> {
                Reply.head(out, 304, "image/png", headers[0], headers[1]);
                return true;
            });
            assertThat(looksOf(fixture, URLS.proxy(), 200)).isEqualTo(1);
            fixture.hasFetched(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void joinersDoNotOpenIt(boolean local) throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        Reply image = Reply.image("image/png", LARGE);
        Reply later = (request, out) -> {
            mayAnswer.await();
            return image.write(request, out);
        };
        try (ProxyFixture fixture = start(local, later)) {
            CompletableFuture<ReceivedResponse> leader = fixture.getAsync(URLS.proxy());
            await().until(() -> fixture.upstream.requests().size() == 1);
            CompletableFuture<ReceivedResponse> joiner = fixture.getAsync(URLS.proxy());
            await().until(() -> fixture.proxy.readersOf(URLS.key()) == 2);
            mayAnswer.countDown();

            leader.get().hasStatus(200);
            joiner.get().hasStatus(200);
            assertThat(looks.get()).isEqualTo(1);
        } finally {
            mayAnswer.countDown();
        }
    }
}
