package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.Container.Mapping;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Headers that outer filters set for the pages of an app, on every route and every way of delivery. */
@Tag("container")
class OuterHeadersTest {
    private static final Imgproxy IMGPROXY = Imgproxy.builder()
            .key("736563726574")
            .salt("68656C6C6F")
            .proxyUrl("/img")
            .preset("card", "rs:fill:300:200")
            .allowSource("local:///")
            .publicPreset("card", "1x")
            .build();

    private static final String FOR_A_YEAR = "public, max-age=31536000";
    private static final String TOKEN = "correct-horse-battery";
    private static final String[] AUTHORIZED = {"Authorization", "Bearer " + TOKEN};
    private static final byte[] SMALL = Images.png(2000, 1);
    private static final byte[] LARGE = Images.png(500_000, 2);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    static Stream<Arguments> everywhere() {
        return Stream.of(Container.values())
                .flatMap(container -> Stream.of(Outer.values())
                        .flatMap(outer -> Stream.of(true, false)
                                .map(asyncSupported -> Arguments.of(container, outer, asyncSupported))));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void imagesSayWhatTheySayWithoutOuterFilters(Container container, Outer outer, boolean asyncSupported)
            throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", SMALL));
                CachingProxy proxy = proxy(upstream);
                Container.Running running = run(container, outer, asyncSupported, proxy)) {
            for (byte[] image : List.of(SMALL, LARGE)) {
                upstream.reply(Reply.image("image/png", image));
                ImageUrls urls = urls(image.length + ".png");
                for (String url : List.of(urls.proxy(), urls.proxy(), urls.cached())) {
                    HttpResponse<byte[]> whole = send(running, "GET", url);
                    ProxyFixture.settle(proxy);
                    assertThat(whole.body()).isEqualTo(image);
                    assertOurs(whole, 200, "image/png", FOR_A_YEAR);
                }
                String etag = assertStored(send(running, "GET", urls.proxy()));

                HttpResponse<byte[]> head = send(running, "HEAD", urls.cached());
                assertOurs(head, 200, "image/png", FOR_A_YEAR);
                assertThat(assertStored(head)).isEqualTo(etag);
                HttpResponse<byte[]> current = send(running, "GET", urls.proxy(), "If-None-Match", etag);
                assertOurs(current, 304, null, FOR_A_YEAR);
                assertThat(current.headers().allValues("ETag")).containsExactly(etag);
                HttpResponse<byte[]> part = send(running, "GET", urls.proxy(), "Range", "bytes=1-3");
                assertOurs(part, 206, "image/png", FOR_A_YEAR);
                assertThat(part.headers().allValues("Content-Range")).containsExactly("bytes 1-3/" + image.length);
                assertOurs(send(running, "GET", urls.proxy(), "Range", "bytes=9999999-"), 416, TEXT, "no-store");
                assertOurs(send(running, "GET", urls.proxy(), "If-Match", "\"x\""), 412, TEXT, "no-store");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void whatIsNoImageSaysSoAsWithoutOuterFilters(Container container, Outer outer, boolean asyncSupported)
            throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.status(200, "imgproxy is running"));
                Container.Running running = run(container, outer, asyncSupported, proxy(upstream))) {
            String json = "application/json";
            String image = "/img/urls?preset=card&src=local:///a.png";
            assertOurs(send(running, "GET", "/img/health"), 200, json, "no-store");
            assertOurs(send(running, "HEAD", "/img/health"), 200, json, "no-store");
            HttpResponse<byte[]> urls = send(running, "GET", image);
            assertOurs(urls, 200, json, "max-age=300");
            String etag = urls.headers().firstValue("ETag").orElseThrow();
            assertOurs(send(running, "GET", image, "If-None-Match", etag), 304, null, "max-age=300");
            assertOurs(send(running, "GET", "/img/urls?preset=none&src=local:///a.png"), 403, json, "no-store");
            assertOurs(send(running, "POST", "/img/purge?all", AUTHORIZED), 200, json, "no-store");
            assertOurs(send(running, "POST", "/img/purge?all"), 401, json, "no-store");

            assertOurs(send(running, "GET", "/img/cache/" + "0".repeat(32)), 404, TEXT, "no-store");
            String signature = urls("a.png").proxy().split("/", -1)[2];
            String forged = urls("b.png").proxy().replaceFirst("/img/[^/]+", "/img/" + signature);
            assertOurs(send(running, "GET", forged), 403, TEXT, "no-store");
            assertOurs(send(running, "POST", urls("a.png").proxy()), 405, TEXT, "no-store");
            upstream.reply(Reply.status(500, "broken"));
            assertOurs(send(running, "GET", urls("b.png").proxy()), 502, TEXT, "no-store");
            assertOurs(send(running, "GET", "/img/health"), 503, json, "no-store");
            upstream.reply(Reply.cut("image/png", LARGE, 0));
            assertOurs(send(running, "GET", urls("c.png").proxy()), 502, TEXT, "no-store");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatOuterFiltersSelectByIsStillSaid(Container container) throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/webp", Images.webp(2000, 1)));
                CachingProxy proxy = builder(upstream)
                        .negotiatedFormats("webp")
                        .store(new FileStore(folder))
                        .build();
                Container.Running running = run(container, Outer.BEFORE, true, proxy)) {
            for (int i = 0; i < 2; i++) {
                HttpResponse<byte[]> response = send(running, "GET", urls("a").proxy(), "Accept", "image/webp");
                ProxyFixture.settle(proxy);

                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(String.join(", ", response.headers().allValues("Vary")))
                        .isEqualTo("Origin, Accept");
            }
        }
    }

    private static final String TEXT = "text/plain;charset=utf-8";

    /** Exactly what we say, nothing that contradicts it, and still all that concerns other things. */
    private static void assertOurs(HttpResponse<?> response, int status, String type, String cacheControl) {
        assertThat(response.statusCode()).isEqualTo(status);
        if (type != null) {
            assertThat(response.headers().allValues("Content-Type"))
                    .singleElement()
                    .asString()
                    .isEqualToIgnoringCase(type);
        }
        assertThat(response.headers().allValues("Cache-Control")).containsExactly(cacheControl);
        assertThat(response.headers().map().keySet())
                .doesNotContain("Pragma", "pragma", "Expires", "expires", "Content-Encoding", "content-encoding")
                .doesNotContain("Content-Language", "content-language");
        assertThat(response.headers().allValues("ETag")).doesNotContain("\"page\"");
        assertThat(response.headers().allValues("Last-Modified"))
                .allSatisfy(date -> assertThat(date).doesNotContain("1970"));
        assertThat(response.headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(response.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
        assertThat(response.headers().allValues("X-Content-Type-Options")).hasSizeLessThan(2);
    }

    private static String assertStored(HttpResponse<?> response) {
        assertThat(response.headers().allValues("Last-Modified")).hasSize(1);
        List<String> etags = response.headers().allValues("ETag");
        assertThat(etags).hasSize(1);
        return etags.get(0);
    }

    private static ImageUrls urls(String name) {
        return IMGPROXY.image("local:///" + name).width(100).urls();
    }

    private static CachingProxyBuilder builder(StubImgproxy upstream) {
        Duration timeout = Duration.ofSeconds(60);
        return CachingProxy.builder(
                        IMGPROXY,
                        HttpUpstream.builder(upstream.url())
                                .connectTimeout(timeout)
                                .responseTimeout(timeout)
                                .build())
                .purgeToken(TOKEN);
    }

    private CachingProxy proxy(StubImgproxy upstream) throws IOException {
        return builder(upstream)
                .store(new FileStore(folder))
                .memoryTierBytes(10_000)
                .build();
    }

    private static Container.Running run(Container container, Outer outer, boolean asyncSupported, CachingProxy proxy)
            throws IOException {
        return container.run("", context -> {
            new Mapping("", "/*", asyncSupported).register(context, outer.filter());
            Mapping.DEFAULT.register(context, new ImgproxyFilter(proxy, "/img"));
        });
    }

    private HttpResponse<byte[]> send(Container.Running running, String method, String path, String... headers)
            throws IOException, InterruptedException {
        return client.send(
                ProxyFixture.request(running, method, path, headers), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Filters that mean the pages of an app. */
    private enum Outer {
        /** Sets everything at once, as filters against caching and for encodings do. */
        BEFORE {
            @Override
            void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws IOException, ServletException {
                others(response);
                forbidCaching(response);
                response.setHeader("ETag", "\"page\"");
                response.setDateHeader("Last-Modified", 0);
                response.setHeader("Content-Encoding", "gzip");
                response.addHeader("Vary", "Origin");
                response.setContentType("text/html");
                response.setCharacterEncoding("UTF-8");
                response.setLocale(Locale.JAPANESE);
                chain.doFilter(request, response);
            }
        },
        /** Forbids caching unless something is said of it when the rest has returned, as Spring Security does. */
        AFTERWARDS {
            @Override
            void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws IOException, ServletException {
                others(response);
                response.setCharacterEncoding("UTF-8");
                chain.doFilter(request, new HttpServletResponseWrapper(response));
                if (!response.containsHeader("Cache-Control")
                        && !response.containsHeader("Pragma")
                        && !response.containsHeader("Expires")) {
                    forbidCaching(response);
                }
            }
        },
        /** Changes what passes. */
        REWRITING {
            @Override
            void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws IOException, ServletException {
                others(response);
                forbidCaching(response);
                chain.doFilter(request, new HttpServletResponseWrapper(response) {
                    @Override
                    public void setContentType(String type) {
                        super.setContentType(type.replaceAll(";.*", "") + ";charset=ISO-8859-1");
                    }

                    @Override
                    public void setHeader(String name, String value) {
                        if (!name.equals("Cache-Control") && !name.equals("ETag")) {
                            super.setHeader(name, value.strip());
                        }
                    }
                });
            }
        };

        abstract void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException;

        /** What is none of our business. */
        private static void others(HttpServletResponse response) {
            response.setHeader("X-Frame-Options", "DENY");
            response.addHeader("Set-Cookie", "a=1");
            response.addHeader("Set-Cookie", "b=2");
        }

        private static void forbidCaching(HttpServletResponse response) {
            response.setHeader("Cache-Control", "no-cache, no-store, must-revalidate");
            response.setHeader("Pragma", "no-cache");
            response.setDateHeader("Expires", 0);
        }

        Filter filter() {
            return (request, response, chain) ->
                    doFilter((HttpServletRequest) request, (HttpServletResponse) response, chain);
        }
    }
}
