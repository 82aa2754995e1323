package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.internal.fetch.ProxyResponse;
import io.github.imgproxy4j.filter.upstream.UpstreamRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An upstream is told whether what it makes should leave the processors to visitors. */
class GivingWayTest {
    private final HeldUpstream upstream = new HeldUpstream();
    private final CachingProxy proxy =
            CachingProxy.builder(HeldUpstream.IMGPROXY, upstream).build();

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
        return HeldUpstream.ask(proxy, name + ".jpg", background);
    }
}
