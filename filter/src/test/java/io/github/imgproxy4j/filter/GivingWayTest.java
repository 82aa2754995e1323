package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.fetch.ProxyResponse;
import io.github.imgproxy4j.filter.internal.http.Conditions;
import io.github.imgproxy4j.filter.internal.request.ClientRequest;
import io.github.imgproxy4j.filter.internal.request.Forwarding;
import io.github.imgproxy4j.filter.internal.request.VerifiedPathCache;
import io.github.imgproxy4j.filter.upstream.Upstream;
import io.github.imgproxy4j.filter.upstream.UpstreamRequest;
import io.github.imgproxy4j.filter.upstream.UpstreamResponse;
import java.io.ByteArrayInputStream;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An upstream is told whether what it makes should leave the processors to visitors. */
class GivingWayTest {
    private static final Imgproxy IMGPROXY =
            Imgproxy.builder().allowUnsigned(true).proxyUrl("/img/").build();

    private final Making upstream = new Making();
    private final CachingProxy proxy = CachingProxy.builder(IMGPROXY, upstream).build();

    @AfterEach
    void close() {
        upstream.end.countDown();
        proxy.close();
    }

    @Test
    void aRequestOfAVisitorNeverGivesWay() throws Exception {
        CompletableFuture<ProxyResponse> visitor = ask("cat", false);

        assertThat(upstream.asked.take().givesWay()).isFalse();
        assertThat(visitor).isNotDone();
    }

    @Test
    void aRequestInTheBackgroundGivesWayWhileVisitorsComeUntilOneWaitsForIt() throws Exception {
        CompletableFuture<ProxyResponse> background = ask("cat", true);
        UpstreamRequest request = upstream.asked.take();
        assertThat(request.givesWay()).isFalse();

        CompletableFuture<ProxyResponse> another = ask("dog", false);
        assertThat(upstream.asked.take().givesWay()).isFalse();
        assertThat(request.givesWay()).isTrue();

        CompletableFuture<ProxyResponse> joined = ask("cat", true);
        assertThat(request.givesWay()).isTrue();
        CompletableFuture<ProxyResponse> visitor = ask("cat", false);

        assertThat(request.givesWay()).isFalse();
        assertThat(upstream.asked).isEmpty();
        assertThat(List.of(background, another, joined, visitor)).noneMatch(CompletableFuture::isDone);
    }

    private CompletableFuture<ProxyResponse> ask(String name, boolean background) {
        String url =
                IMGPROXY.image("local:///" + name + ".jpg").width(100).urls().proxy();
        ClientRequest clientRequest = new ClientRequest("GET", url, null, Conditions.NONE, background);
        VerifiedPathCache paths = new VerifiedPathCache("/img", Set.of(Route.PROXY), IMGPROXY, proxy.policy());
        return proxy.lookup().find(paths.of(clientRequest), clientRequest, () -> new Forwarding(false, null, Map.of()));
    }

    /** Is not ready before the test is over. */
    private static final class Making implements Upstream {
        private final BlockingQueue<UpstreamRequest> asked = new LinkedBlockingQueue<>();
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public UpstreamResponse fetch(UpstreamRequest upstreamRequest) throws InterruptedException {
            asked.add(upstreamRequest);
            end.await();
            return new UpstreamResponse(
                    404, HttpHeaders.of(Map.of(), (name, value) -> true), new ByteArrayInputStream(new byte[0]));
        }

        @Override
        public String description() {
            return "making";
        }

        @Override
        public void checkReady() {}

        @Override
        public void close() {
            end.countDown();
        }
    }
}
