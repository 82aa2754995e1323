package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Works until it may end or is called off. */
final class HeldUpstream implements Upstream {
    static final Imgproxy IMGPROXY =
            Imgproxy.builder().allowUnsigned(true).proxyUrl("/img/").build();

    final BlockingQueue<UpstreamRequest> asked = new LinkedBlockingQueue<>();
    final AtomicInteger calledOff = new AtomicInteger();
    final CountDownLatch end = new CountDownLatch(1);

    /**
     * The answer of a proxy before this upstream.
     *
     * @param background whether visitors come first
     */
    static CompletableFuture<ProxyResponse> ask(CachingProxy proxy, String name, boolean background) {
        String url = IMGPROXY.image("local:///" + name).width(100).urls().proxy();
        ClientRequest clientRequest = new ClientRequest("GET", url, null, Conditions.NONE, background);
        RequestCheck requestCheck =
                new VerifiedPathCache("/img", Set.of(Route.PROXY), IMGPROXY, proxy.policy()).of(clientRequest);
        assertThat(Decision.refusalOf(requestCheck, Instant.now())).isNull();
        return proxy.lookup().find(requestCheck, clientRequest, () -> new Forwarding(false, null, Map.of()));
    }

    @Override
    public UpstreamResponse fetch(UpstreamRequest upstreamRequest) throws InterruptedException {
        asked.add(upstreamRequest);
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
        return "held";
    }

    @Override
    public void checkReady() {}

    @Override
    public void close() {}
}
