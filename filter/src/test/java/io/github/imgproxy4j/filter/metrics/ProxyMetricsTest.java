package io.github.imgproxy4j.filter.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.ImgproxyFilter;
import io.github.imgproxy4j.filter.store.memory.MemoryStore;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProxyMetricsTest {
    @Test
    void metersFollowWhatTheProxyDoes() throws Exception {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 0, 0, 0, 0, 0};
        Imgproxy imgproxy =
                Imgproxy.builder().key("00").salt("00").proxyUrl("/img").build();
        ImageUrls urls = imgproxy.image("local:///a").width(1).urls();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (StubImgproxy upstream =
                        StubImgproxy.replying(Reply.image("image/png", png, "X-Origin-Content-Length: 1016"));
                CachingProxy proxy = CachingProxy.builder(
                                imgproxy,
                                HttpUpstream.builder(upstream.url())
                                        .connectTimeout(Duration.ofSeconds(2))
                                        .responseTimeout(Duration.ofSeconds(5))
                                        .build())
                        .store(new MemoryStore(10))
                        .build();
                Container.Running running =
                        Container.JETTY.run(new ImgproxyFilter(proxy, "/img"), Container.Mapping.DEFAULT)) {
            new ProxyMetrics(proxy, Tags.of("app", "shop")).bindTo(registry);
            HttpClient client = HttpClient.newHttpClient();
            for (String url : new String[] {urls.proxy(), urls.cached()}) {
                client.send(HttpRequest.newBuilder(running.url(url)).build(), HttpResponse.BodyHandlers.discarding());
                await().until(() -> proxy.statistics().stored() == 1);
            }

            await().until(() -> proxy.statistics().requests() == 2);
            // The meters hear of an answer after the statistics.
            await().ignoreExceptions().untilAsserted(() -> {
                assertThat(registry.get("imgproxy4j.responses")
                                .tags("app", "shop", "route", "proxy", "outcome", "miss", "status", "200")
                                .timer()
                                .count())
                        .isEqualTo(1);
                assertThat(registry.get("imgproxy4j.responses")
                                .tags("outcome", "hit", "tier", "memory")
                                .timer()
                                .count())
                        .isEqualTo(1);
            });
            assertThat(registry.get("imgproxy4j.fetches")
                            .tags("status", "200")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("imgproxy4j.evicted")
                            .tags("tier", "heap", "reason", "size")
                            .counter()
                            .count())
                    .as("it does not fit into ten bytes")
                    .isEqualTo(1);
            assertThat(registry.get("imgproxy4j.stored").functionCounter().count())
                    .isEqualTo(1);
            assertThat(registry.get("imgproxy4j.bytes.served").functionCounter().count())
                    .isEqualTo(32);
            assertThat(registry.get("imgproxy4j.bytes.saved").functionCounter().count())
                    .isEqualTo(1000);
            assertThat(registry.get("imgproxy4j.memory.variants").gauge().value())
                    .isEqualTo(1);
            assertThat(registry.getMeters())
                    .hasSizeGreaterThan(10)
                    .allSatisfy(meter -> assertThat(meter.getId().getDescription())
                            .as(meter.getId().getName())
                            .isNotBlank());
        }
    }
}
