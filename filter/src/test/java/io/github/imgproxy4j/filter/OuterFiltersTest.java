package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.store.memory.MemoryStore;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.Container.Mapping;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client sees through filters that stand in front of ours. */
@Tag("container")
class OuterFiltersTest {
    private static final byte[] SMALL = Images.png(2000, 1);
    private static final byte[] LARGE = Images.png(500_000, 2);

    private final HttpClient client = HttpClient.newHttpClient();

    static Stream<Arguments> everywhere() {
        return Stream.of(Container.values())
                .flatMap(container -> Stream.of(OuterFilter.values())
                        .flatMap(outer -> Stream.of(true, false)
                                .map(asyncSupported -> Arguments.of(container, outer, asyncSupported))));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void imagesArriveWholeThroughAnOuterFilter(Container container, OuterFilter outer, boolean asyncSupported)
            throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", SMALL));
                CachingProxy proxy = proxy(upstream);
                Container.Running running = run(container, outer, asyncSupported, proxy)) {
            for (byte[] image : List.of(SMALL, LARGE)) {
                upstream.reply(Reply.image("image/png", image));
                ImageUrls urls = ProxyFixture.urls(image.length + ".png");
                for (String url : List.of(urls.proxy(), urls.proxy(), urls.cached())) {
                    HttpResponse<byte[]> response = get(running, url);
                    ProxyFixture.settle(proxy);

                    assertThat(response.statusCode()).isEqualTo(200);
                    assertThat(response.headers().firstValue("Content-Type")).hasValue("image/png");
                    assertThat(outer.decoded(response.body())).isEqualTo(image);
                }
            }
            HttpResponse<byte[]> missing = get(running, "/img/cache/" + "0".repeat(32));
            assertThat(missing.statusCode()).isEqualTo(404);
            assertThat(outer.decoded(missing.body())).asString().isEqualTo("Not found");
            assertThat(upstream.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void bodyCutByUpstreamIsNeverTakenForWholeThroughAnOuterFilter(
            Container container, OuterFilter outer, boolean asyncSupported) throws Exception {
        CountDownLatch clientHasAPart = new CountDownLatch(outer.collects() ? 0 : 1);
        Reply cut = (request, out) -> {
            Reply.head(out, 200, "image/png", "Content-Length: " + LARGE.length);
            out.write(LARGE, 0, 400_000);
            out.flush();
            clientHasAPart.await();
            return false;
        };
        try (StubImgproxy upstream = StubImgproxy.replying(cut);
                Container.Running running = run(container, outer, asyncSupported, proxy(upstream))) {
            HttpResponse<InputStream> response = client.send(
                    request(running, ProxyFixture.urls("cut.png").proxy()), HttpResponse.BodyHandlers.ofInputStream());
            if (outer.collects()) {
                assertThat(response.statusCode()).isEqualTo(502);
                assertThat(response.body()).hasContent("Upstream failed");
                return;
            }
            try (InputStream body = response.body()) {
                assertThat(body.readNBytes(1000)).hasSize(1000);
                clientHasAPart.countDown();
                assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
            }
        }
    }

    private static CachingProxy proxy(StubImgproxy upstream) {
        return ProxyFixture.builder(upstream)
                .store(new MemoryStore(10_000_000))
                .memoryTierBytes(100_000)
                .build();
    }

    private static Container.Running run(
            Container container, OuterFilter outer, boolean asyncSupported, CachingProxy proxy) throws IOException {
        return container.run("", context -> {
            new Mapping("", "/*", asyncSupported).register(context, outer.filter());
            Mapping.DEFAULT.register(context, new ImgproxyFilter(proxy, "/img"));
        });
    }

    private HttpResponse<byte[]> get(Container.Running running, String path) throws Exception {
        return client.send(request(running, path), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpRequest request(Container.Running running, String path) {
        return HttpRequest.newBuilder(running.url(path)).build();
    }
}
