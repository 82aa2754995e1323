package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.fetch.Decision;
import io.github.imgproxy4j.filter.internal.fetch.ProxyResponse;
import io.github.imgproxy4j.filter.internal.http.Conditions;
import io.github.imgproxy4j.filter.internal.request.ClientRequest;
import io.github.imgproxy4j.filter.internal.request.Forwarding;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.internal.request.VerifiedPathCache;
import io.github.imgproxy4j.filter.upstream.Upstream;
import io.github.imgproxy4j.filter.upstream.UpstreamRequest;
import io.github.imgproxy4j.filter.upstream.UpstreamResponse;
import java.io.ByteArrayInputStream;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Upstreams that have not answered yet when their clients leave. */
class CallOffTest {
    private static final Imgproxy IMGPROXY =
            Imgproxy.builder().allowUnsigned(true).proxyUrl("/img/").build();

    private final Working upstream = new Working();

    @Test
    void theLastClientThatLeavesEndsWorkForWhichThereIsNoTier() {
        try (CachingProxy proxy =
                CachingProxy.builder(IMGPROXY, upstream).memoryTierBytes(0).build()) {
            CompletableFuture<ProxyResponse> first = ask(proxy);
            CompletableFuture<ProxyResponse> second = ask(proxy);
            await().until(() -> upstream.asked.get() == 1);

            first.cancel(false);
            assertThat(upstream.calledOff.get()).isZero();
            second.cancel(false);

            await().until(() -> upstream.calledOff.get() == 1);
            ProxyFixture.settle(proxy);
        }
    }

    @Test
    void cancelledWorkIsNotAFailureForTheNextClient() {
        try (CachingProxy proxy =
                CachingProxy.builder(IMGPROXY, upstream).memoryTierBytes(0).build()) {
            CompletableFuture<ProxyResponse> first = ask(proxy);
            await().until(() -> upstream.asked.get() == 1);
            first.cancel(false);
            ProxyFixture.settle(proxy);

            CompletableFuture<ProxyResponse> next = ask(proxy);

            await().until(() -> upstream.asked.get() == 2);
            next.cancel(false);
            ProxyFixture.settle(proxy);
        }
    }

    @Test
    void workGoesOnWhereATierWillKeepItOrTheSettingSaysSo() throws Exception {
        for (CachingProxyBuilder builder : new CachingProxyBuilder[] {
            CachingProxy.builder(IMGPROXY, upstream).memoryTierBytes(1 << 20),
            CachingProxy.builder(IMGPROXY, upstream).memoryTierBytes(0).finishAbandoned(true)
        }) {
            int before = upstream.asked.get();
            try (CachingProxy proxy = builder.build()) {
                CompletableFuture<ProxyResponse> answer = ask(proxy);
                await().until(() -> upstream.asked.get() == before + 1);

                answer.cancel(false);
                upstream.end.countDown();

                ProxyFixture.settle(proxy);
                assertThat(upstream.calledOff.get()).isZero();
            }
        }
    }

    private static CompletableFuture<ProxyResponse> ask(CachingProxy proxy) {
        String url = IMGPROXY.image("local:///cat.jpg").width(100).urls().proxy();
        ClientRequest clientRequest = new ClientRequest("GET", url, null, Conditions.NONE);
        RequestCheck requestCheck =
                new VerifiedPathCache("/img", Set.of(Route.PROXY), IMGPROXY, proxy.policy()).of(clientRequest);
        assertThat(Decision.refusalOf(requestCheck, Instant.now())).isNull();
        return proxy.lookup().find(requestCheck, clientRequest, () -> new Forwarding(false, null, Map.of()));
    }

    /** Works until it may end or is called off. */
    private static final class Working implements Upstream {
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger calledOff = new AtomicInteger();
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public UpstreamResponse fetch(UpstreamRequest upstreamRequest) throws InterruptedException {
            asked.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException calledOffNow) {
                calledOff.incrementAndGet();
                throw calledOffNow;
            }
            return new UpstreamResponse(
                    404, HttpHeaders.of(Map.of(), (name, value) -> true), new ByteArrayInputStream(new byte[0]));
        }

        @Override
        public String description() {
            return "working";
        }

        @Override
        public void checkReady() {}

        @Override
        public void close() {}
    }
}
