package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.fetch.ProxyResponse;
import io.github.imgproxy4j.filter.internal.http.Conditions;
import io.github.imgproxy4j.filter.internal.request.ClientRequest;
import io.github.imgproxy4j.filter.internal.request.Forwarding;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.internal.request.VerifiedPathCache;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.memory.MemoryStore;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A fetch whose answer is where the store's own copy is. */
class RedirectedFetchTest {
    private static final ImageUrls URLS = ProxyFixture.urls("cat.png");

    private final CountDownLatch listening = new CountDownLatch(1);

    @Test
    void variantBehindARedirectIsServedOnTheCacheRouteAtOnce() throws Exception {
        byte[] image = Images.png(100, 1);
        MemoryStore stored = new MemoryStore(1_000_000);
        stored.put(
                URLS.key(),
                ImageMetadata.builder("image/png", image.length)
                        .etag("\"e\"")
                        .storedAt(Instant.now())
                        .cacheControl("max-age=9")
                        .build(),
                ImageBody.of(image));
        HttpUpstream nowhere =
                HttpUpstream.builder(URI.create("http://127.0.0.1:1")).build();
        try (CachingProxy proxy = CachingProxy.builder(ProxyFixture.IMGPROXY, nowhere)
                .store(distant(stored))
                .memoryTierBytes(0)
                .build()) {
            CompletableFuture<ProxyResponse> redirect = find(proxy, URLS.proxy());
            // Runs on the fetch's own thread, before that can do anything else.
            CompletableFuture<ProxyResponse> followed = redirect.thenCompose(answer -> {
                assertThat(answer.location()).isNotNull();
                return find(proxy, URLS.cached());
            });
            listening.countDown();

            assertThat(followed.get().image()).isNotNull();
            followed.get().image().bytes().close();
        }
    }

    /** The store as one behind a network that clients may read themselves. */
    private ImageStore distant(MemoryStore stored) {
        return (ImageStore) Proxy.newProxyInstance(
                ImageStore.class.getClassLoader(), new Class<?>[] {ImageStore.class}, (any, method, arguments) -> {
                    return switch (method.getName()) {
                        case "isLocal" -> false;
                        case "publicUrl" -> {
                            listening.await();
                            yield URI.create("https://images.example.com/" + arguments[0]);
                        }
                        default -> method.invoke(stored, arguments);
                    };
                });
    }

    private static CompletableFuture<ProxyResponse> find(CachingProxy proxy, String url) {
        return proxy.lookup().find(check(proxy, url), request(url), () -> new Forwarding(false, null, Map.of()));
    }

    private static RequestCheck check(CachingProxy proxy, String url) {
        return new VerifiedPathCache("/img", Set.of(Route.PROXY, Route.CACHE), ProxyFixture.IMGPROXY, proxy.policy())
                .of(request(url));
    }

    private static ClientRequest request(String url) {
        return new ClientRequest("GET", url, null, Conditions.NONE);
    }
}
