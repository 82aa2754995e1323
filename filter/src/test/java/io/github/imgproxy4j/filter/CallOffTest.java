package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.filter.internal.fetch.ProxyResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Upstreams that have not answered yet when their clients leave. */
class CallOffTest {
    private final HeldUpstream upstream = new HeldUpstream();

    @Test
    void theLastClientThatLeavesEndsWorkForWhichThereIsNoTier() {
        try (CachingProxy proxy = CachingProxy.builder(HeldUpstream.IMGPROXY, upstream)
                .memoryTierBytes(0)
                .build()) {
            CompletableFuture<ProxyResponse> first = ask(proxy);
            CompletableFuture<ProxyResponse> second = ask(proxy);
            await().until(() -> upstream.asked.size() == 1);

            first.cancel(false);
            assertThat(upstream.calledOff.get()).isZero();
            second.cancel(false);

            await().until(() -> upstream.calledOff.get() == 1);
            ProxyFixture.settle(proxy);
        }
    }

    @Test
    void cancelledWorkIsNotAFailureForTheNextClient() {
        try (CachingProxy proxy = CachingProxy.builder(HeldUpstream.IMGPROXY, upstream)
                .memoryTierBytes(0)
                .build()) {
            CompletableFuture<ProxyResponse> first = ask(proxy);
            await().until(() -> upstream.asked.size() == 1);
            first.cancel(false);
            ProxyFixture.settle(proxy);

            CompletableFuture<ProxyResponse> next = ask(proxy);

            await().until(() -> upstream.asked.size() == 2);
            next.cancel(false);
            ProxyFixture.settle(proxy);
        }
    }

    @Test
    void workGoesOnWhereATierWillKeepItOrTheSettingSaysSo() throws Exception {
        for (CachingProxyBuilder builder : new CachingProxyBuilder[] {
            CachingProxy.builder(HeldUpstream.IMGPROXY, upstream).memoryTierBytes(1 << 20),
            CachingProxy.builder(HeldUpstream.IMGPROXY, upstream)
                    .memoryTierBytes(0)
                    .finishAbandoned(true)
        }) {
            int before = upstream.asked.size();
            try (CachingProxy proxy = builder.build()) {
                CompletableFuture<ProxyResponse> answer = ask(proxy);
                await().until(() -> upstream.asked.size() == before + 1);

                answer.cancel(false);
                upstream.end.countDown();

                ProxyFixture.settle(proxy);
                assertThat(upstream.calledOff.get()).isZero();
            }
        }
    }

    private static CompletableFuture<ProxyResponse> ask(CachingProxy proxy) {
        return HeldUpstream.ask(proxy, "cat.jpg", false);
    }
}
