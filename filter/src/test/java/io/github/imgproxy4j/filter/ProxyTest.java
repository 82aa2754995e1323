package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static io.github.imgproxy4j.filter.ProxyFixture.urls;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.KeyLayout;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.ReceivedResponse;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import io.github.imgproxy4j.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client sees of the proxy, in each container. */
@Tag("container")
class ProxyTest {
    private static final byte[] SMALL = Images.png(30_000, 1);
    private static final byte[] LARGE = Images.png(3_000_000, 2);
    private static final Reply SMALL_IMAGE = Reply.image("image/png", SMALL);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void coldIsAMissAndStoredThenBothRoutesHit(Container container) throws Exception {
        ImageUrls urls = urls("cat.jpg");
        try (ProxyFixture proxy = given(container).storingIn(folder).upstreamReplies(SMALL_IMAGE)) {
            proxy.get(urls.cached())
                    .hasStatus(404)
                    .hasHeader("Cache-Control", "no-store")
                    .hasHeader("Cache-Status", "imgproxy4j; detail=miss");
            proxy.get(urls.proxy())
                    .hasStatus(200)
                    .hasBody(SMALL)
                    .hasHeader("Cache-Status", "imgproxy4j; fwd=uri-miss; fwd-status=200; stored")
                    .hasHeader("Content-Type", "image/png")
                    .hasHeader("Content-Length", "30000")
                    .hasHeader("X-Content-Type-Options", "nosniff");

            proxy.settle();
            for (String url : List.of(urls.cached(), urls.proxy())) {
                proxy.get(url)
                        .hasStatus(200)
                        .hasBody(SMALL)
                        .hasHeaderMatching("Cache-Status", "imgproxy4j; hit; detail=.*")
                        .hasHeader("Cache-Control", "public, max-age=31536000")
                        .hasHeaderMatching("ETag", "\"[0-9a-f]{16}-[0-9a-f]+\"")
                        .hasHeaderMatching("Last-Modified", ".*GMT");
            }
            proxy.hasFetched(1);
            assertThat(proxy.upstream.requests().get(0).target())
                    .isEqualTo(urls.signedPath().text());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherProcessServesWhatWasStored(Container container) throws Exception {
        for (byte[] image : List.of(SMALL, LARGE)) {
            ImageUrls urls = urls(image.length + ".png");
            try (ProxyFixture first =
                    given(container).storingIn(folder).upstreamReplies(Reply.image("image/png", image))) {
                first.get(urls.proxy()).hasStatus(200);
            }
            try (ProxyFixture second = given(container).storingIn(folder).upstreamReplies(Reply.status(500, "off"))) {
                second.get(urls.cached()).hasBody(image).hasHeader("Cache-Status", "imgproxy4j; hit; detail=file");
                second.hasFetched(0);
            }
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
                new Case(Reply.status(400, "secret detail"), 400),
                new Case(Reply.status(401, "secret detail"), 403),
                new Case(Reply.status(402, "secret detail"), 402),
                new Case(Reply.status(405, "secret detail"), 502),
                new Case(Reply.status(407, "secret detail"), 502),
                new Case(Reply.status(408, "secret detail"), 504),
                new Case(Reply.status(410, "secret detail"), 410),
                new Case(Reply.status(413, "secret detail"), 413),
                new Case(Reply.status(415, "secret detail"), 415),
                new Case(Reply.status(426, "secret detail"), 502),
                new Case(Reply.status(429, "secret detail"), 503),
                new Case(Reply.status(451, "secret detail"), 451),
                new Case(Reply.status(499, "secret detail"), 499),
                new Case(Reply.status(206, "secret detail"), 502),
                new Case(Reply.status(500, "secret detail"), 502),
                new Case(Reply.status(302, "secret detail"), 502),
                new Case(Reply.image("text/html", SMALL), 502),
                new Case(Reply.image("image/jpeg", SMALL), 502),
                new Case(Reply.image("image/png", new byte[0]), 502));
        try (ProxyFixture proxy = given(container).storingIn(folder).upstreamReplies(SMALL_IMAGE)) {
            for (Case each : cases) {
                // Each has its own variant: some failures are remembered.
                ImageUrls urls = urls("error-" + cases.indexOf(each) + ".jpg");
                proxy.upstreamReplies(each.reply());
                ReceivedResponse error = proxy.get(urls.proxy())
                        .hasStatus(each.expected())
                        .hasHeader("Cache-Control", "no-store")
                        .hasHeaderMatching("Content-Type", "text/plain.*");
                assertThat(error.text()).doesNotContain("secret");
                proxy.get(urls.cached()).hasStatus(404);
            }
            proxy.settle();
            proxy.hasStored(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void unreachableUpstreamIsABadGateway(Container container) throws Exception {
        try (ProxyFixture proxy = given(container).storingIn(folder).upstreamReplies(SMALL_IMAGE)) {
            proxy.upstream.close();

            proxy.get(urls("off.jpg").proxy()).hasStatus(502);
            assertThat(proxy.get("/img/health").hasStatus(503).text())
                    .startsWith("{\"status\":\"unavailable\",\"reasons\":[\"upstream: ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void badRequestsNeverReachUpstream(Container container) throws Exception {
        ImageUrls urls = urls("cat.jpg");
        String raw = ProxyFixture.IMGPROXY
                .image("local:///x.html")
                .option("raw", true)
                .urls()
                .proxy();
        String expired = ProxyFixture.IMGPROXY
                .image("local:///x.jpg")
                .option("exp", 1)
                .urls()
                .proxy();
        try (ProxyFixture proxy = given(container).storingIn(folder).upstreamReplies(SMALL_IMAGE)) {
            proxy.get("/img/unsafe" + urls.path()).hasStatus(403);
            proxy.get(urls.proxy().replace("/img/", "/img/x")).hasStatus(403);
            proxy.get("/img/").hasStatus(400);
            proxy.get("/img/only-a-signature").hasStatus(400);
            proxy.get("/img/cache/nope").hasStatus(404);
            proxy.get("/img/cache/" + urls.key().toUpperCase(Locale.ROOT)).hasStatus(404);
            for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
                proxy.send(method, urls.proxy()).hasStatus(405).hasHeader("Allow", "GET, HEAD, OPTIONS");
            }
            proxy.send("OPTIONS", urls.proxy()).hasStatus(204);
            proxy.get(raw).hasStatus(403);
            proxy.get(expired).hasStatus(404);

            proxy.hasFetched(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manySpellingsAreOneVariant(Container container) throws Exception {
        ImageUrls urls = urls("cat.jpg");
        try (ProxyFixture proxy = given(container).storingIn(folder).upstreamReplies(SMALL_IMAGE)) {
            proxy.get(urls.proxy().replace(":", "%3A")).hasStatus(200);
            proxy.get(urls.proxy() + "?v=1").hasStatus(200);
            proxy.settle();
            proxy.get(urls.cached() + "?v=1").hasStatus(200);

            assertThat(proxy.upstream.requests())
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
        try (StubImgproxy upstream = StubImgproxy.replying(SMALL_IMAGE);
                CachingProxy proxy = CachingProxy.builder(
                                imgproxy,
                                HttpUpstream.builder(upstream.url())
                                        .connectTimeout(Duration.ofSeconds(60))
                                        .responseTimeout(Duration.ofSeconds(60))
                                        .build())
                        .store(new FileStore(folder))
                        .memoryTierBytes(0)
                        .build();
                Container.Running running =
                        container.run(new ImgproxyFilter(proxy, "/img"), Container.Mapping.DEFAULT)) {
            TestClient client = running.client();

            client.get(urls.proxy()).hasStatus(200);
            ProxyFixture.settle(proxy);
            client.get(urls.cached()).hasBody(SMALL);

            assertThat(urls.cached()).matches("/img/cache/v1/[0-9a-f]{32}/[0-9a-f]{32}\\.png");
        }
    }

    @ParameterizedTest
    @EnumSource
    void headIsAnsweredFromOurOwnGetAndNeverForwarded(Container container) throws Exception {
        ImageUrls urls = urls("head.jpg");
        try (ProxyFixture proxy = given(container).storingIn(folder).upstreamReplies(SMALL_IMAGE)) {
            for (int i = 0; i < 2; i++) {
                proxy.send("HEAD", urls.proxy())
                        .hasStatus(200)
                        .hasBody(new byte[0])
                        .hasHeader("Content-Length", "30000");
            }
            proxy.settle();
            proxy.send("HEAD", urls.cached()).hasStatus(200);

            assertThat(proxy.upstream.requests())
                    .extracting(StubImgproxy.Request::method)
                    .containsExactly("GET");
        }
    }

    @ParameterizedTest
    @EnumSource
    void cookiesAndCredentialsStayHere(Container container) throws Exception {
        ImageUrls urls = urls("cookie.jpg");
        try (ProxyFixture proxy = given(container)
                .storingIn(folder)
                .upstreamReplies(
                        Reply.image("image/png", SMALL, "Set-Cookie: a=b", "X-Internal: 1", "ETag: \"source\""))) {
            ReceivedResponse response = proxy.get(
                    urls.proxy(), "Cookie", "session=1", "Authorization", "Basic eA==", "X-Request-ID", "r-1");

            response.hasStatus(200).hasNoHeader("Set-Cookie", "X-Internal");
            assertThat(response.header("ETag")).isNotEqualTo("\"source\"");
            assertThat(proxy.upstream.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.headers())
                            .contains("Authorization: Bearer bearer-secret", "X-Request-ID: r-1")
                            .noneMatch(header -> header.startsWith("Cookie") || header.contains("Basic")));
            proxy.settle();
            // Upstream meant this response for one user.
            proxy.get(urls.cached()).hasStatus(404);
        }
    }

    @ParameterizedTest
    @EnumSource
    void healthIsReadyWhenUpstreamAndStoreAre(Container container) throws Exception {
        try (ProxyFixture proxy =
                given(container).storingIn(folder).upstreamReplies(Reply.status(200, "imgproxy is running"))) {
            proxy.get("/img/health")
                    .hasStatus(200)
                    .hasText("{\"status\":\"ready\"}")
                    .hasHeader("Cache-Control", "no-store");
        }
    }

    @ParameterizedTest
    @EnumSource
    void worksWithoutAsynchronousSupportAndBelowAContextPath(Container container) throws Exception {
        ImageUrls urls = urls("sync.jpg");
        try (ProxyFixture proxy = given(container)
                .mappedTo(new Container.Mapping("/shop", "/img/*", false))
                .storingIn(folder)
                .upstreamReplies(Reply.chunked("image/png", LARGE, true))) {
            proxy.get("/shop" + urls.proxy()).hasBody(LARGE);
            proxy.settle();
            proxy.get("/shop" + urls.cached()).hasBody(LARGE);
            proxy.get("/shop/img/health").hasStatus(200);
        }
    }
}
