package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.body.ByteSource;
import io.github.imgproxy4j.filter.internal.fetch.ProxyResponse;
import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.http.Conditions;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.request.ClientRequest;
import io.github.imgproxy4j.filter.internal.request.Forwarding;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.memory.MemoryStore;
import io.github.imgproxy4j.testing.ManualClock;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The moment in which a variant goes from its fetch to the store. */
class FetchResultTest {
    private static final Forwarding NOTHING = new Forwarding(false, null, Map.of());

    @Test
    void completeResponseIsAvailableOnTheCacheRouteAtOnce() throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", Images.png(100, 1)));
                CachingProxy proxy = ProxyFixture.builder(upstream)
                        .store(new MemoryStore(10_000_000))
                        .memoryTierBytes(0)
                        .build()) {
            for (int i = 0; i < 3000; i++) {
                ImageUrls urls = ProxyFixture.urls(i + ".jpg");
                readAll(find(proxy, urls.proxy()).get());

                boolean result;
                do {
                    result = proxy.fetchesInProgress() > 0;
                    ProxyResponse cached = find(proxy, urls.cached()).getNow(null);
                    assertThat(cached.image()).as("look-up of image %s", i).isNotNull();
                    cached.image().bytes().close();
                } while (result);
            }
        }
    }

    @Test
    void expEndsAnImageThatTheStoreHasNotTakenYet() throws Exception {
        ManualClock clock = new ManualClock();
        CountDownLatch mayStore = new CountDownLatch(1);
        ImageUrls urls = ProxyFixture.IMGPROXY
                .image("local:///cat.jpg")
                .option("exp", clock.instant().getEpochSecond() + 100)
                .urls();
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", Images.png(100, 1)));
                CachingProxy proxy = ProxyFixture.builder(upstream)
                        .clock(clock)
                        .store(storingAfter(mayStore))
                        .memoryTierBytes(0)
                        .build();
                Closeable last = mayStore::countDown) {
            assertThat(last).isNotNull();
            readAll(find(proxy, urls.proxy()).get());
            ProxyResponse before = find(proxy, urls.cached()).getNow(null);
            assertThat(before.cacheStatus()).isEqualTo(CacheStatus.hit("fetch"));
            before.image().bytes().close();

            clock.forward(Duration.ofSeconds(100));

            assertThat(find(proxy, urls.cached()).getNow(null).errorStatus()).isEqualTo(ErrorStatus.NOT_FOUND);
        }
    }

    private static ImageStore storingAfter(CountDownLatch latch) {
        MemoryStore store = new MemoryStore(10_000_000);
        return (ImageStore) Proxy.newProxyInstance(
                FetchResultTest.class.getClassLoader(),
                new Class<?>[] {ImageStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("put")) {
                        latch.await();
                    }
                    return method.invoke(store, arguments);
                });
    }

    private static CompletableFuture<ProxyResponse> find(CachingProxy proxy, String path) {
        return proxy.lookup().find(requestCheck(path), clientRequest(path), () -> NOTHING);
    }

    private static void readAll(ProxyResponse answer) throws IOException {
        try (ByteSource bytes = answer.image().bytes()) {
            long position = 0;
            int count = 0;
            while (count != ByteSource.END) {
                position += count;
                count = bytes.transfer(position, Long.MAX_VALUE, OutputStream.nullOutputStream());
            }
        }
    }

    private static RequestCheck requestCheck(String path) {
        return RequestCheck.of(
                clientRequest(path), "/img", Set.of(Route.PROXY), ProxyFixture.IMGPROXY, Policies.DEFAULT);
    }

    private static ClientRequest clientRequest(String path) {
        return new ClientRequest("GET", path, null, Conditions.NONE);
    }
}
