package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.fetch.ProxyResponse;
import io.github.imgproxy4j.filter.internal.http.Conditions;
import io.github.imgproxy4j.filter.internal.request.ClientRequest;
import io.github.imgproxy4j.filter.internal.request.Forwarding;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.memory.MemoryStore;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A request that finds nothing stored, and is held up until another has fetched and stored the variant. */
class OutdatedLookTest {
    private static final ImageUrls URLS = ProxyFixture.urls("cat.png");

    private final CountDownLatch looked = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);

    @Test
    void whatWasStoredSinceTheLookIsNotFetchedAgain() throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", Images.png(100, 1)));
                CachingProxy proxy = ProxyFixture.builder(upstream)
                        .store(holdingUpTheFirstLook())
                        .memoryTierBytes(0)
                        .build()) {
            CompletableFuture<ProxyResponse> late =
                    CompletableFuture.supplyAsync(() -> find(proxy).join());
            looked.await();
            find(proxy).get().image().bytes().close();
            ProxyFixture.settle(proxy);
            mayGoOn.countDown();

            late.get().image().bytes().close();
            assertThat(upstream.requests()).hasSize(1);
        } finally {
            mayGoOn.countDown();
        }
    }

    private ImageStore holdingUpTheFirstLook() {
        MemoryStore stored = new MemoryStore(1_000_000);
        AtomicBoolean first = new AtomicBoolean(true);
        return (ImageStore) Proxy.newProxyInstance(
                ImageStore.class.getClassLoader(), new Class<?>[] {ImageStore.class}, (any, method, arguments) -> {
                    Object result = method.invoke(stored, arguments);
                    if (method.getName().equals("get") && first.getAndSet(false)) {
                        looked.countDown();
                        mayGoOn.await();
                    }
                    return result;
                });
    }

    private static CompletableFuture<ProxyResponse> find(CachingProxy proxy) {
        ClientRequest clientRequest = new ClientRequest("GET", URLS.proxy(), null, Conditions.NONE);
        RequestCheck requestCheck =
                RequestCheck.of(clientRequest, "/img", Set.of(Route.PROXY), ProxyFixture.IMGPROXY, proxy.policy());
        return proxy.lookup().find(requestCheck, clientRequest, () -> new Forwarding(false, null, Map.of()));
    }
}
