package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.internal.request.RequestTarget;
import io.github.imgproxy4j.filter.store.memory.MemoryStore;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.Container.Mapping;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.web.WatchedResponse;

/** What a client sees through filters that stand in front of ours. */
@Tag("container")
class OuterFiltersTest {
    private static final byte[] SMALL = Images.png(2000, 1);
    private static final byte[] MEDIUM = Images.png(20_000, 3);
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
            for (byte[] image : List.of(SMALL, MEDIUM, LARGE)) {
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
            assertThat(upstream.requests()).hasSize(3);
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

    @ParameterizedTest
    @EnumSource
    void pathThatIsTooLongIs414HoweverMuchTheContainerTakes(Container container) throws Exception {
        Filter lengthening = (request, response, chain) -> chain.doFilter(
                new HttpServletRequestWrapper((HttpServletRequest) request) {
                    @Override
                    public String getRequestURI() {
                        return super.getRequestURI() + "a".repeat(RequestTarget.LONGEST_PATH);
                    }
                },
                response);
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", SMALL));
                Container.Running running = run(container, lengthening, true, proxy(upstream))) {
            HttpResponse<byte[]> refused =
                    get(running, ProxyFixture.urls("a.png").proxy());

            assertThat(refused.statusCode()).isEqualTo(414);
            assertThat(refused.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void wrappersOfSpringThatOnlyWatchTheStreamKeepNoThreadWaiting(Container container) throws Exception {
        for (boolean springs : List.of(true, false)) {
            BlockingQueue<Boolean> asynchronous = new LinkedBlockingQueue<>();
            Filter watching = (request, response, chain) -> {
                HttpServletResponse watched = (HttpServletResponse) response;
                chain.doFilter(request, springs ? new WatchedResponse(watched) : new OwnStream(watched));
                asynchronous.add(request.isAsyncStarted());
            };
            try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", LARGE));
                    Container.Running running = run(container, watching, true, proxy(upstream))) {
                assertThat(get(running, ProxyFixture.urls("a.png").proxy()).body())
                        .isEqualTo(LARGE);
                assertThat(asynchronous.poll(1, TimeUnit.MINUTES)).isEqualTo(springs);
            }
        }
    }

    /** As those of Spring, but somebody else's. */
    private static final class OwnStream extends HttpServletResponseWrapper {
        OwnStream(HttpServletResponse response) {
            super(response);
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            return super.getOutputStream();
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyClientsBehindAFilterWithoutAsynchronousSupportGetWholeImages(Container container) throws Exception {
        Filter passing = (request, response, chain) -> chain.doFilter(request, response);
        CountDownLatch allAsked = new CountDownLatch(8);
        Reply waiting = (request, out) -> {
            allAsked.countDown();
            allAsked.await();
            return Reply.image("image/png", LARGE).write(request, out);
        };
        try (StubImgproxy upstream = StubImgproxy.replying(waiting);
                CachingProxy proxy = ProxyFixture.builder(upstream)
                        .concurrentFetches(8)
                        .waitingFetches(8)
                        .store(new MemoryStore(10_000_000))
                        .build();
                Container.Running running = run(container, passing, false, proxy)) {
            List<CompletableFuture<HttpResponse<byte[]>>> clients = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                clients.add(client.sendAsync(
                        request(running, ProxyFixture.urls(i % 8 + ".png").proxy()),
                        HttpResponse.BodyHandlers.ofByteArray()));
            }
            for (CompletableFuture<HttpResponse<byte[]>> each : clients) {
                assertThat(each.get().statusCode()).isEqualTo(200);
                assertThat(each.get().body()).isEqualTo(LARGE);
            }
            assertThat(upstream.requests()).hasSize(8);
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
        return run(container, outer.filter(), asyncSupported, proxy);
    }

    private static Container.Running run(Container container, Filter outer, boolean asyncSupported, CachingProxy proxy)
            throws IOException {
        return container.run("", context -> {
            new Mapping("", "/*", asyncSupported).register(context, outer);
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
