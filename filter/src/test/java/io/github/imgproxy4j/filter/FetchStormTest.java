package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.body.BrokenBodyException;
import io.github.imgproxy4j.filter.internal.body.ByteSource;
import io.github.imgproxy4j.filter.internal.fetch.ProxyResponse;
import io.github.imgproxy4j.filter.internal.http.Conditions;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.request.ClientRequest;
import io.github.imgproxy4j.filter.internal.request.Forwarding;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.store.FreshnessRule;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.memory.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Many clients, few variants: some join, some leave early, some purge, while upstream cuts bodies, forbids to store them,
 * and confirms old ones. Whatever the order, each client gets the whole of one version that was not purged before it asked,
 * or a visible failure; no variant is asked for twice at a time; and nothing is left at the end.
 */
class FetchStormTest {
    private static final int CLIENTS = 8;
    private static final int REQUESTS = 400;
    private static final Set<ErrorStatus> FAILURES =
            Set.of(ErrorStatus.BAD_GATEWAY, ErrorStatus.NOT_FOUND, ErrorStatus.BUSY);

    private final StormyUpstream upstream = new StormyUpstream();
    private CachingProxy proxy;

    @ParameterizedTest
    @CsvSource({"true, 100000, 1", "true, 0, 2", "false, 100000, 3", "false, 0, 4"})
    void everyClientGetsOneWholeVersionOrAVisibleFailure(boolean local, long memoryBytes, long seed) throws Exception {
        proxy = CachingProxy.builder(ProxyFixture.IMGPROXY, upstream)
                .store(store(local))
                .memoryTierBytes(memoryBytes)
                .freshness(FreshnessRule.UPSTREAM)
                .rememberFailed(Duration.ZERO)
                .build();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (CachingProxy closed = proxy) {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(seed * CLIENTS + i);
                all.add(clients.submit(() -> {
                    start.await();
                    for (int request = 0; request < REQUESTS; request++) {
                        act(random);
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> client : all) {
                client.get();
            }
            ProxyFixture.settle(proxy);
            assertThat(closed.relayBytes()).as("memory of bodies under way").isZero();
            assertThat(upstream.open()).as("open responses of upstream").isZero();
            assertThat(upstream.twiceAtATime()).isEmpty();
        } finally {
            clients.shutdownNow();
        }
    }

    private static ImageStore store(boolean local) {
        MemoryStore stored = new MemoryStore(100_000_000);
        return (ImageStore) Proxy.newProxyInstance(
                ImageStore.class.getClassLoader(), new Class<?>[] {ImageStore.class}, (any, method, arguments) -> {
                    StormyUpstream.dawdle();
                    try {
                        return method.getName().equals("isLocal") ? local : method.invoke(stored, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private void act(Random random) throws Exception {
        StormyUpstream.Variant variant = upstream.variant(random);
        if (variant.isPurged() && random.nextInt(8) == 0) {
            int version = variant.change();
            proxy.purge(variant.urls().key());
            variant.purgedBefore(version);
        }
        int oldest = variant.oldest();
        boolean cacheRoute = random.nextInt(4) == 0;
        CompletableFuture<ProxyResponse> response =
                find(cacheRoute ? variant.urls().cached() : variant.urls().proxy());
        if (random.nextInt(10) == 0 && response.cancel(false)) {
            return;
        }
        check(response.get(), variant, oldest, random);
    }

    private CompletableFuture<ProxyResponse> find(String url) {
        ClientRequest clientRequest = new ClientRequest("GET", url, null, Conditions.NONE);
        RequestCheck requestCheck =
                RequestCheck.of(clientRequest, "/img", Set.of(Route.PROXY), ProxyFixture.IMGPROXY, proxy.policy());
        return proxy.lookup().find(requestCheck, clientRequest, () -> new Forwarding(false, null, Map.of()));
    }

    private static void check(ProxyResponse response, StormyUpstream.Variant variant, int oldest, Random random)
            throws Exception {
        if (response.image() == null) {
            assertThat(response.errorStatus()).isIn(FAILURES);
            return;
        }
        try (ByteSource bytes = response.image().bytes()) {
            byte[] body = read(bytes, random.nextInt(6) == 0 ? 1 : Integer.MAX_VALUE);
            if (body == null) {
                return;
            }
            int version = variant.versionOf(body);
            assertThat(version).as("version of %s", variant).isGreaterThanOrEqualTo(oldest);
        } catch (BrokenBodyException visibleCut) {
            assertThat(visibleCut).hasMessageContaining("body ended");
        }
    }

    /** The whole body, or null for a client that leaves after some pieces. */
    private static byte[] read(ByteSource bytes, int pieces) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < pieces; i++) {
            int count = bytes.transfer(body.size(), Long.MAX_VALUE, body);
            if (count == ByteSource.END) {
                return body.toByteArray();
            }
            if (count == ByteSource.NOT_YET) {
                CountDownLatch more = new CountDownLatch(1);
                bytes.onAvailable(body.size(), more::countDown);
                more.await();
            }
        }
        return null;
    }
}
