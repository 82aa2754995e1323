package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import io.github.imgproxy4j.url.KeyLayout;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees of the proxy, in each container. */
@Tag("container")
class ProxyTest {
    private static final byte[] SMALL = Images.png(30_000, 1);
    private static final byte[] LARGE = Images.png(3_000_000, 2);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void coldIsAMissAndStoredThenBothRoutesHit(Container container) throws Exception {
        ImageUrls urls = ProxyFixture.urls("cat.jpg");
        try (ProxyFixture fixture = ProxyFixture.start(container, folder, Reply.image("image/png", SMALL))) {
            HttpResponse<byte[]> notYet = fixture.get(urls.cached());
            assertThat(notYet.statusCode()).isEqualTo(404);
            assertThat(header(notYet, "Cache-Control")).isEqualTo("no-store");
            assertThat(header(notYet, "Cache-Status")).isEqualTo("imgproxy4j; detail=miss");

            HttpResponse<byte[]> miss = fixture.get(urls.proxy());
            assertThat(miss.statusCode()).isEqualTo(200);
            assertThat(miss.body()).isEqualTo(SMALL);
            assertThat(header(miss, "Cache-Status")).isEqualTo("imgproxy4j; fwd=uri-miss; fwd-status=200; stored");
            assertThat(header(miss, "Content-Type")).isEqualTo("image/png");
            assertThat(header(miss, "Content-Length")).isEqualTo("30000");
            assertThat(header(miss, "X-Content-Type-Options")).isEqualTo("nosniff");

            fixture.settle();
            for (String url : List.of(urls.cached(), urls.proxy())) {
                HttpResponse<byte[]> hit = fixture.get(url);
                assertThat(hit.statusCode()).isEqualTo(200);
                assertThat(hit.body()).isEqualTo(SMALL);
                assertThat(header(hit, "Cache-Status")).startsWith("imgproxy4j; hit; detail=");
                assertThat(header(hit, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
                assertThat(header(hit, "ETag")).matches("\"[0-9a-f]{16}-[0-9a-f]+\"");
                assertThat(header(hit, "Last-Modified")).endsWith("GMT");
            }
            assertThat(fixture.upstream.requests()).hasSize(1);
            assertThat(fixture.upstream.requests().get(0).target())
                    .isEqualTo(urls.signedPath().text());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherProcessServesWhatWasStored(Container container) throws Exception {
        for (byte[] image : List.of(SMALL, LARGE)) {
            ImageUrls urls = ProxyFixture.urls(image.length + ".png");
            try (ProxyFixture first = ProxyFixture.start(container, folder, Reply.image("image/png", image))) {
                first.get(urls.proxy());
            }
            try (ProxyFixture second = ProxyFixture.start(container, folder, Reply.status(500, "off"))) {
                HttpResponse<byte[]> hit = second.get(urls.cached());
                assertThat(hit.body()).isEqualTo(image);
                assertThat(header(hit, "Cache-Status")).isEqualTo("imgproxy4j; hit; detail=file");
                assertThat(second.upstream.requests()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void hundredClientsOfOneColdVariantShareOneFetch(Container container) throws Exception {
        CountDownLatch allAsked = new CountDownLatch(1);
        Reply waiting = (request, out) -> {
            allAsked.await();
            return Reply.image("image/png", LARGE).write(request, out);
        };
        String proxyUrl = ProxyFixture.urls("herd.jpg").proxy();
        try (ProxyFixture fixture = ProxyFixture.start(container, folder, waiting)) {
            List<CompletableFuture<HttpResponse<byte[]>>> clients = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                clients.add(fixture.client()
                        .sendAsync(fixture.request("GET", proxyUrl), HttpResponse.BodyHandlers.ofByteArray()));
            }
            await().until(() -> fixture.upstream.requests().size() == 1);
            allAsked.countDown();

            int collapsed = 0;
            for (CompletableFuture<HttpResponse<byte[]>> client : clients) {
                HttpResponse<byte[]> response = client.get();
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).isEqualTo(LARGE);
                collapsed += header(response, "Cache-Status").contains("collapsed") ? 1 : 0;
            }
            assertThat(collapsed).isPositive();
            assertThat(fixture.upstream.requests()).hasSize(1);
            await().untilAsserted(() ->
                    assertThat(fixture.proxy.inventory(10).count()).isEqualTo(1));
            await().until(() -> fixture.proxy.statistics().stored() == 1);
            await().until(() -> fixture.proxy.relayBytes() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytesReachTheClientWhileTheyArrive(Container container) throws Exception {
        CountDownLatch firstBytesSeen = new CountDownLatch(1);
        Reply twoParts = (request, out) -> {
            Reply.head(out, 200, "image/png", "Content-Length: " + SMALL.length);
            out.write(SMALL, 0, 1000);
            out.flush();
            firstBytesSeen.await();
            out.write(SMALL, 1000, SMALL.length - 1000);
            out.flush();
            return true;
        };
        try (ProxyFixture fixture = ProxyFixture.start(container, folder, twoParts)) {
            HttpResponse<InputStream> response = fixture.client()
                    .send(
                            fixture.request("GET", ProxyFixture.urls("slow.jpg").proxy()),
                            HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                assertThat(body.readNBytes(1000)).isEqualTo(Arrays.copyOf(SMALL, 1000));
                firstBytesSeen.countDown();
                assertThat(body.readAllBytes()).hasSize(SMALL.length - 1000);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void largeBodiesArriveWholeHoweverReaderAndWriterInterleave(Container container) throws Exception {
        try (ProxyFixture fixture = ProxyFixture.start(container, folder, Reply.image("image/png", LARGE))) {
            for (int i = 0; i < 100; i++) {
                assertThat(fixture.get(ProxyFixture.urls(i + ".jpg").proxy()).body())
                        .isEqualTo(LARGE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void clientThatLeavesInTheMiddleSpoilsNobodysBody(Container container) throws Exception {
        CountDownLatch oneLeft = new CountDownLatch(1);
        Reply twoParts = (request, out) -> {
            Reply.head(out, 200, "image/png", "Content-Length: " + LARGE.length);
            out.write(LARGE, 0, 100_000);
            out.flush();
            oneLeft.await();
            out.write(LARGE, 100_000, LARGE.length - 100_000);
            out.flush();
            return true;
        };
        ImageUrls urls = ProxyFixture.urls("left.jpg");
        try (ProxyFixture fixture = ProxyFixture.start(container, folder, twoParts)) {
            try (Socket leaving = new Socket(InetAddress.getLoopbackAddress(), fixture.container.port())) {
                OutputStream out = leaving.getOutputStream();
                out.write(("GET " + urls.proxy() + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                assertThat(leaving.getInputStream().readNBytes(50_000)).hasSize(50_000);
                leaving.setSoLinger(true, 0);
            }
            CompletableFuture<HttpResponse<byte[]>> staying = fixture.client()
                    .sendAsync(fixture.request("GET", urls.proxy()), HttpResponse.BodyHandlers.ofByteArray());
            oneLeft.countDown();

            assertThat(staying.get().body()).isEqualTo(LARGE);
            assertThat(fixture.upstream.requests()).hasSize(1);
            await().untilAsserted(
                            () -> assertThat(fixture.get(urls.cached()).body()).isEqualTo(LARGE));
            await().until(() -> fixture.proxy.relayBytes() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bodyCutByUpstreamIsNeverTakenForWhole(Container container) throws Exception {
        ImageUrls urls = ProxyFixture.urls("cut.jpg");
        List<Reply> cuts = List.of(
                Reply.cut("image/png", SMALL, 10_000),
                Reply.cut("image/png", LARGE, 2_000_000),
                Reply.chunked("image/png", SMALL, false),
                Reply.chunked("image/png", LARGE, false));
        try (ProxyFixture fixture = ProxyFixture.start(container, folder, cuts.get(0))) {
            for (Reply cut : cuts) {
                fixture.upstream.reply(cut);
                assertNotWhole(fixture, urls);
                fixture.settle();
                assertThat(fixture.get(urls.cached()).statusCode()).isEqualTo(404);
                assertThat(fixture.proxy.inventory(10).count()).isZero();
            }
            fixture.upstream.reply(Reply.image("image/png", SMALL));
            HttpResponse<byte[]> next = fixture.get(urls.proxy());
            assertThat(next.statusCode()).isEqualTo(200);
            assertThat(next.body()).isEqualTo(SMALL);
        }
    }

    /** Either an error status, or a connection that ends before the body does. */
    private static void assertNotWhole(ProxyFixture fixture, ImageUrls urls) throws InterruptedException {
        try {
            assertThat(fixture.get(urls.proxy()).statusCode()).isEqualTo(502);
        } catch (IOException cutOff) {
            assertThat(cutOff).isNotInstanceOf(HttpTimeoutException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void chunkedBodiesAreRelayedAndStored(Container container) throws Exception {
        ImageUrls urls = ProxyFixture.urls("chunked.jpg");
        try (ProxyFixture fixture = ProxyFixture.start(container, folder, Reply.chunked("image/png", SMALL, true))) {
            assertThat(fixture.get(urls.proxy()).body()).isEqualTo(SMALL);
            fixture.settle();
            assertThat(fixture.get(urls.cached()).body()).isEqualTo(SMALL);
        }
    }

    @ParameterizedTest
    @EnumSource
    void errorsOfUpstreamBecomeShortTextsAndAreNeverStored(Container container) throws Exception {
        record Case(Reply reply, int expected) {}
        List<Case> cases = List.of(
                new Case(Reply.status(403, "secret detail"), 403),
                new Case(Reply.status(404, "secret detail"), 404),
                new Case(Reply.status(422, "secret detail"), 422),
                new Case(Reply.status(429, "secret detail"), 503),
                new Case(Reply.status(500, "secret detail"), 502),
                new Case(Reply.status(302, "secret detail"), 502),
                new Case(Reply.image("text/html", SMALL), 502),
                new Case(Reply.image("image/jpeg", SMALL), 502),
                new Case(Reply.image("image/png", new byte[0]), 502));
        try (ProxyFixture fixture =
                ProxyFixture.start(container, folder, cases.get(0).reply())) {
            for (Case each : cases) {
                // Each has a variant of its own: some failures are remembered.
                ImageUrls urls = ProxyFixture.urls("error-" + cases.indexOf(each) + ".jpg");
                fixture.upstream.reply(each.reply());
                HttpResponse<byte[]> response = fixture.get(urls.proxy());
                assertThat(response.statusCode()).isEqualTo(each.expected());
                assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
                assertThat(header(response, "Content-Type")).startsWith("text/plain");
                assertThat(new String(response.body(), StandardCharsets.UTF_8)).doesNotContain("secret");
                assertThat(fixture.get(urls.cached()).statusCode()).isEqualTo(404);
            }
            fixture.settle();
            assertThat(fixture.proxy.statistics().stored()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void unreachableUpstreamIsABadGateway(Container container) throws Exception {
        try (ProxyFixture fixture = ProxyFixture.start(container, folder, Reply.image("image/png", SMALL))) {
            fixture.upstream.close();
            assertThat(fixture.get(ProxyFixture.urls("off.jpg").proxy()).statusCode())
                    .isEqualTo(502);
            HttpResponse<byte[]> health = fixture.get("/img/health");
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(new String(health.body(), StandardCharsets.UTF_8))
                    .startsWith("{\"status\":\"unavailable\",\"reasons\":[\"upstream: ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void badRequestsNeverReachUpstream(Container container) throws Exception {
        ImageUrls urls = ProxyFixture.urls("cat.jpg");
        try (ProxyFixture fixture = ProxyFixture.start(container, folder, Reply.image("image/png", SMALL))) {
            assertThat(fixture.get("/img/unsafe" + urls.path()).statusCode()).isEqualTo(403);
            assertThat(fixture.get(urls.proxy().replace("/img/", "/img/x")).statusCode())
                    .isEqualTo(403);
            assertThat(fixture.get("/img/").statusCode()).isEqualTo(400);
            assertThat(fixture.get("/img/only-a-signature").statusCode()).isEqualTo(400);
            assertThat(fixture.get("/img/cache/nope").statusCode()).isEqualTo(404);
            assertThat(fixture.get("/img/cache/" + urls.key().toUpperCase(Locale.ROOT))
                            .statusCode())
                    .isEqualTo(404);
            for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
                HttpResponse<byte[]> response = fixture.send(method, urls.proxy());
                assertThat(response.statusCode()).isEqualTo(405);
                assertThat(header(response, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
            }
            assertThat(fixture.send("OPTIONS", urls.proxy()).statusCode()).isEqualTo(204);
            String raw = ProxyFixture.IMGPROXY
                    .image("local:///x.html")
                    .option("raw", true)
                    .urls()
                    .proxy();
            assertThat(fixture.get(raw).statusCode()).isEqualTo(403);
            String expired = ProxyFixture.IMGPROXY
                    .image("local:///x.jpg")
                    .option("exp", 1)
                    .urls()
                    .proxy();
            assertThat(fixture.get(expired).statusCode()).isEqualTo(404);
            assertThat(fixture.upstream.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void manySpellingsAreOneVariant(Container container) throws Exception {
        ImageUrls urls = ProxyFixture.urls("cat.jpg");
        try (ProxyFixture fixture = ProxyFixture.start(container, folder, Reply.image("image/png", SMALL))) {
            assertThat(fixture.get(urls.proxy().replace(":", "%3A")).statusCode())
                    .isEqualTo(200);
            assertThat(fixture.get(urls.proxy() + "?v=1").statusCode()).isEqualTo(200);
            fixture.settle();
            assertThat(fixture.get(urls.cached() + "?v=1").statusCode()).isEqualTo(200);
            assertThat(fixture.upstream.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.target())
                            .isEqualTo(urls.signedPath().text()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void keysOfAnotherLayoutAreServedOnTheCacheRoute(Container container) throws Exception {
        Imgproxy imgproxy = Imgproxy.builder()
                .key("736563726574")
                .salt("68656C6C6F")
                .keyLayout(KeyLayout.of("unsigned-path grouped extension").prefix("v1/"))
                .build();
        ImageUrls urls =
                imgproxy.image("local:///cat.jpg").width(9).format("png").urls();
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", SMALL));
                CachingProxy proxy = CachingProxy.builder(
                                imgproxy,
                                HttpUpstream.builder(upstream.url())
                                        .connectTimeout(Duration.ofSeconds(2))
                                        .responseTimeout(Duration.ofSeconds(5))
                                        .build())
                        .store(new FileStore(folder))
                        .memoryTierBytes(0)
                        .build();
                Container.Running running =
                        container.run(new ImgproxyFilter(proxy, "/img"), Container.Mapping.DEFAULT)) {
            HttpClient client = HttpClient.newHttpClient();
            HttpResponse<byte[]> miss = client.send(
                    HttpRequest.newBuilder(running.url(urls.proxy())).build(), HttpResponse.BodyHandlers.ofByteArray());
            ProxyFixture.settle(proxy);
            HttpResponse<byte[]> hit = client.send(
                    HttpRequest.newBuilder(running.url(urls.cached())).build(),
                    HttpResponse.BodyHandlers.ofByteArray());

            assertThat(miss.statusCode()).isEqualTo(200);
            assertThat(urls.cached()).matches("/img/cache/v1/[0-9a-f]{32}/[0-9a-f]{32}\\.png");
            assertThat(hit.body()).isEqualTo(SMALL);
        }
    }

    @ParameterizedTest
    @EnumSource
    void headIsAnsweredFromOurOwnGetAndNeverForwarded(Container container) throws Exception {
        ImageUrls urls = ProxyFixture.urls("head.jpg");
        try (ProxyFixture fixture = ProxyFixture.start(container, folder, Reply.image("image/png", SMALL))) {
            for (int i = 0; i < 2; i++) {
                HttpResponse<byte[]> head = fixture.send("HEAD", urls.proxy());
                assertThat(head.statusCode()).isEqualTo(200);
                assertThat(head.body()).isEmpty();
                assertThat(header(head, "Content-Length")).isEqualTo("30000");
            }
            fixture.settle();
            assertThat(fixture.send("HEAD", urls.cached()).statusCode()).isEqualTo(200);
            assertThat(fixture.upstream.requests())
                    .extracting(StubImgproxy.Request::method)
                    .containsExactly("GET");
        }
    }

    @ParameterizedTest
    @EnumSource
    void cookiesAndCredentialsStayHere(Container container) throws Exception {
        Reply withCookie = Reply.image("image/png", SMALL, "Set-Cookie: a=b", "X-Internal: 1", "ETag: \"source\"");
        ImageUrls urls = ProxyFixture.urls("cookie.jpg");
        try (ProxyFixture fixture = ProxyFixture.start(container, folder, withCookie)) {
            HttpResponse<byte[]> response = fixture.get(
                    urls.proxy(), "Cookie", "session=1", "Authorization", "Basic eA==", "X-Request-ID", "r-1");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().map()).doesNotContainKeys("set-cookie", "x-internal", "etag");
            assertThat(fixture.upstream.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.headers())
                            .contains("Authorization: Bearer bearer-secret", "X-Request-ID: r-1")
                            .noneMatch(header -> header.startsWith("Cookie") || header.contains("Basic")));
            fixture.settle();
            // Upstream made this answer for one user.
            assertThat(fixture.get(urls.cached()).statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @EnumSource
    void healthIsReadyWhenUpstreamAndStoreAre(Container container) throws Exception {
        try (ProxyFixture fixture = ProxyFixture.start(container, folder, Reply.status(200, "imgproxy is running"))) {
            HttpResponse<byte[]> health = fixture.get("/img/health");

            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(new String(health.body(), StandardCharsets.UTF_8)).isEqualTo("{\"status\":\"ready\"}");
            assertThat(header(health, "Cache-Control")).isEqualTo("no-store");
        }
    }

    @ParameterizedTest
    @EnumSource
    void worksWithoutAsynchronousSupportAndBelowAContextPath(Container container) throws Exception {
        Container.Mapping mapping = new Container.Mapping("/shop", "/img/*", false);
        ImageUrls urls = ProxyFixture.urls("sync.jpg");
        try (ProxyFixture fixture = ProxyFixture.start(
                container, mapping, folder, Reply.chunked("image/png", LARGE, true), builder -> {})) {
            assertThat(fixture.get("/shop" + urls.proxy()).body()).isEqualTo(LARGE);
            fixture.settle();
            assertThat(fixture.get("/shop" + urls.cached()).body()).isEqualTo(LARGE);
            assertThat(fixture.get("/shop/img/health").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bodyThatIsCutAfterTheClientHasAPartOfItEndsTheConnection(Container container) throws Exception {
        for (boolean asyncSupported : List.of(true, false)) {
            CountDownLatch clientHasAPart = new CountDownLatch(1);
            Reply cut = (request, out) -> {
                Reply.head(out, 200, "image/png", "Content-Length: " + LARGE.length);
                out.write(LARGE, 0, 2_000_000);
                out.flush();
                clientHasAPart.await();
                return false;
            };
            Container.Mapping mapping = new Container.Mapping("/shop", "/img/*", asyncSupported);
            ImageUrls urls = ProxyFixture.urls("cut-" + asyncSupported + ".jpg");
            try (ProxyFixture fixture = ProxyFixture.start(container, mapping, folder, cut, builder -> {})) {
                HttpResponse<InputStream> response = fixture.client()
                        .send(
                                fixture.request("GET", "/shop" + urls.proxy()),
                                HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = response.body()) {
                    assertThat(body.readNBytes(100_000)).isEqualTo(Arrays.copyOf(LARGE, 100_000));
                    clientHasAPart.countDown();
                    assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
                }
                assertThat(fixture.get("/shop" + urls.cached()).statusCode()).isEqualTo(404);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void bodyThatIsCutBeforeTheClientHasAPartOfItIsABadGateway(Container container) throws Exception {
        // With asynchronous support the flight itself writes, so that it cannot end before the client has a part.
        Container.Mapping mapping = new Container.Mapping("", "/img/*", false);
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.cut("image/png", LARGE, 2_000_000));
                CachingProxy proxy = ProxyFixture.builder(upstream).build();
                Container.Running running = container.run("", context -> {
                    mapping.register(context, new HoldingHeadersUntil(() -> proxy.fetchesInProgress() == 0));
                    mapping.register(context, new ImgproxyFilter(proxy, "/img"));
                })) {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(running.url(
                                            ProxyFixture.urls("cut.jpg").proxy()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.body()).isEqualTo("Upstream failed");
            assertThat(header(response, "Content-Type")).startsWith("text/plain");
            assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        }
    }

    /** Lets no header of an image through before something has happened. */
    private record HoldingHeadersUntil(BooleanSupplier happened) implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(request, new HttpServletResponseWrapper((HttpServletResponse) response) {
                @Override
                public void setContentType(String type) {
                    await().until(happened::getAsBoolean);
                    super.setContentType(type);
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100_000})
    void whatDoesNotFitIntoMemoryGoesThroughATemporaryFile(long relayBytes) throws Exception {
        ImageUrls urls = ProxyFixture.urls("spool.jpg");
        Path spool = Files.createDirectory(folder.resolve("spool"));
        try (ProxyFixture fixture = ProxyFixture.start(
                Container.JETTY,
                Container.Mapping.DEFAULT,
                folder.resolve("store"),
                Reply.image("image/png", LARGE),
                builder -> builder.relayBytesPerImage(relayBytes).spoolFolder(spool))) {
            assertThat(fixture.get(urls.proxy()).body()).isEqualTo(LARGE);
            await().untilAsserted(
                            () -> assertThat(fixture.get(urls.cached()).body()).isEqualTo(LARGE));
            await().untilAsserted(() -> assertThat(spool).isEmptyDirectory());
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
