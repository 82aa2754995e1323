package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Status and headers on the wire, in each container; the same from memory and from files. */
class AnswersTest {
    private static final byte[] SMALL = Images.png(30_000, 1);
    private static final byte[] LARGE = Images.png(1_000_000, 2);

    /** What containers add of their own accord. */
    private static final Set<String> CONTAINERS_OWN = Set.of("date", "server", "keep-alive", "connection");

    @TempDir
    Path folder;

    private ProxyFixture start(Container container, Reply reply, Consumer<CachingProxyBuilder> settings)
            throws IOException {
        return given(container).storingIn(folder).with(settings).upstreamReplies(reply);
    }

    @ParameterizedTest
    @EnumSource
    void rangesOfWhatIsStored(Container container) throws Exception {
        for (byte[] image : List.of(SMALL, LARGE)) {
            ImageUrls urls = ProxyFixture.urls(image.length + ".png");
            try (ProxyFixture fixture = start(container, Reply.image("image/png", image), builder -> {})) {
                String etag = stored(fixture, urls);

                assertPart(fixture, urls, image, "bytes=0-0", 0, 1);
                assertPart(fixture, urls, image, "bytes=100-20099", 100, 20_100);
                assertPart(fixture, urls, image, "bytes=-100", image.length - 100, image.length);
                assertPart(fixture, urls, image, "bytes=20000-", 20_000, image.length);

                HttpResponse<byte[]> beyond = fixture.get(urls.cached(), "Range", "bytes=" + image.length + "-");
                assertThat(beyond.statusCode()).isEqualTo(416);
                assertThat(header(beyond, "Content-Range")).isEqualTo("bytes */" + image.length);
                assertThat(header(beyond, "ETag")).isEmpty();

                HttpResponse<byte[]> several = fixture.get(urls.cached(), "Range", "bytes=0-1,5-6");
                assertThat(several.statusCode()).isEqualTo(200);
                assertThat(several.body()).isEqualTo(image);

                fixture.get(urls.cached(), "Range", "bytes=0-9", "If-Range", etag)
                        .hasStatus(206);
                fixture.get(urls.cached(), "Range", "bytes=0-9", "If-Range", "\"other\"")
                        .hasBody(image);
                fixture.get(urls.cached(), "If-Match", "\"other\"").hasStatus(412);
            }
        }
    }

    private static void assertPart(ProxyFixture fixture, ImageUrls urls, byte[] image, String range, int first, int end)
            throws Exception {
        for (String url : List.of(urls.cached(), urls.proxy())) {
            HttpResponse<byte[]> part = fixture.get(url, "Range", range);
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(image, first, end));
            assertThat(header(part, "Content-Range"))
                    .isEqualTo("bytes " + first + "-" + (end - 1) + "/" + image.length);
            assertThat(header(part, "Content-Length")).isEqualTo(Integer.toString(end - first));
            assertThat(header(part, "Content-Type")).isEqualTo("image/png");
            assertThat(header(part, "ETag")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void notModifiedHasExactlyTheHeadersThatItNeeds(Container container) throws Exception {
        for (byte[] image : List.of(SMALL, LARGE)) {
            ImageUrls urls = ProxyFixture.urls(image.length + ".png");
            try (ProxyFixture fixture = start(container, Reply.image("image/png", image), builder -> {})) {
                String etag = stored(fixture, urls);
                String made = header(fixture.get(urls.cached()), "Last-Modified");

                assertNotModified(fixture.get(urls.cached(), "If-None-Match", etag), etag);
                assertNotModified(fixture.get(urls.proxy(), "If-None-Match", "W/" + etag), etag);
                assertNotModified(fixture.get(urls.cached(), "If-None-Match", "\"x\", " + etag), etag);
                assertNotModified(fixture.get(urls.cached(), "If-None-Match", "*"), etag);
                assertNotModified(fixture.get(urls.cached(), "If-Modified-Since", made), etag);
                fixture.get(urls.cached(), "If-None-Match", "\"x\"").hasStatus(200);
            }
        }
    }

    private static void assertNotModified(HttpResponse<byte[]> response, String etag) {
        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(response.body()).isEmpty();
        assertThat(header(response, "ETag")).isEqualTo(etag);
        assertThat(names(response))
                .containsExactlyInAnyOrder("cache-control", "etag", "age", "cache-status", "x-content-type-options");
    }

    @ParameterizedTest
    @EnumSource
    void onlyListedHeadersPassAndNothingOfUpstreamsOwn(Container container) throws Exception {
        ImageUrls urls = ProxyFixture.urls("cat.png");
        Reply chatty = Reply.image(
                "image/png",
                SMALL,
                "Cache-Control: public, max-age=60",
                "ETag: \"source\"",
                "Last-Modified: Thu, 01 Jan 2026 00:00:00 GMT",
                "Content-Disposition: inline; filename=\"../cat.png\"",
                "X-Origin-Width: 1000",
                "Link: <https://secret.example.com/>; rel=\"canonical\"",
                "Server: imgproxy",
                "Content-Security-Policy: script-src 'none'",
                "Access-Control-Allow-Origin: *");
        try (ProxyFixture fixture = start(container, chatty, builder -> {})) {
            HttpResponse<byte[]> miss = fixture.get(urls.proxy());
            // Whether the tag is known already depends on what of the body has arrived.
            assertThat(names(miss))
                    .filteredOn(name -> !name.equals("etag") && !name.equals("accept-ranges"))
                    .containsExactlyInAnyOrder(
                            "cache-control",
                            "cache-status",
                            "content-disposition",
                            "content-length",
                            "content-type",
                            "last-modified",
                            "x-content-type-options");
            stored(fixture, urls);
            HttpResponse<byte[]> hit = fixture.get(urls.cached());
            assertThat(names(hit))
                    .containsExactlyInAnyOrder(
                            "accept-ranges",
                            "age",
                            "cache-control",
                            "cache-status",
                            "content-disposition",
                            "content-length",
                            "content-type",
                            "etag",
                            "last-modified",
                            "x-content-type-options");
            assertThat(header(hit, "ETag")).isNotEqualTo("\"source\"");
            assertThat(header(hit, "Content-Disposition")).isEqualTo("inline; filename=\"_cat.png\"");
            assertThat(header(hit, "X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @ParameterizedTest
    @EnumSource
    void headIsIdenticalToGet(Container container) throws Exception {
        for (byte[] image : List.of(SMALL, LARGE)) {
            ImageUrls urls = ProxyFixture.urls("head" + image.length);
            try (ProxyFixture fixture = start(container, Reply.image("image/png", image), builder -> {})) {
                stored(fixture, urls);
                for (String url : List.of(urls.proxy(), urls.cached(), "/img/cache/" + "0".repeat(32))) {
                    HttpResponse<byte[]> get = fixture.get(url);
                    HttpResponse<byte[]> head = fixture.send("HEAD", url);
                    assertThat(head.statusCode()).isEqualTo(get.statusCode());
                    assertThat(head.body()).isEmpty();
                    assertThat(withoutClock(head)).isEqualTo(withoutClock(get));
                }
                assertThat(fixture.upstream.requests()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void svgMayNotRunAnything(Container container) throws Exception {
        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
                .getBytes(StandardCharsets.UTF_8);
        ImageUrls urls = ProxyFixture.urls("cat.svg");
        try (ProxyFixture fixture = start(container, Reply.image("image/svg+xml", svg), builder -> {})) {
            HttpResponse<byte[]> miss = fixture.get(urls.proxy());
            stored(fixture, urls);
            for (HttpResponse<byte[]> response : List.of(miss, fixture.get(urls.cached()), fixture.get(urls.proxy()))) {
                assertThat(header(response, "Content-Security-Policy"))
                        .contains("default-src 'none'")
                        .endsWith("sandbox");
                assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void originAndTimingAreSentIfTheSettingsSaySo(Container container) throws Exception {
        ImageUrls urls = ProxyFixture.urls("cors.png");
        try (ProxyFixture fixture = start(
                container,
                Reply.image("image/png", SMALL),
                builder -> builder.allowedOrigin("https://shop.test").serverTiming(true))) {
            List<HttpResponse<byte[]>> answers =
                    List.of(fixture.get(urls.cached()), fixture.get(urls.proxy()), fixture.get("/img/bad"));
            for (HttpResponse<byte[]> answer : answers) {
                assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("https://shop.test");
                assertThat(header(answer, "Server-Timing")).startsWith("cache;desc=\"");
            }
            HttpResponse<byte[]> preflight = fixture.send("OPTIONS", urls.proxy());
            assertThat(preflight.statusCode()).isEqualTo(204);
            assertThat(header(preflight, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
            assertThat(header(preflight, "Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, OPTIONS");
            assertThat(fixture.upstream.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void serverTimingReportsDecisionTierAndWaits(Container container) throws Exception {
        ImageUrls urls = ProxyFixture.urls("timed.png");
        ImageUrls broken = ProxyFixture.urls("broken.png");
        try (ProxyFixture fixture = start(
                container,
                Reply.image("image/png", LARGE),
                builder -> builder.serverTiming(true).memoryTierBytes(0))) {
            assertTimed(fixture.get(urls.cached()), "not-stored", "store");
            assertTimed(fixture.get(urls.proxy()), "miss", "turn, store, upstream");
            fixture.settle();
            assertTimed(fixture.get(urls.proxy()), "hit, file", "store");
            assertTimed(fixture.get("/img/bad"), "refused", "");
            fixture.upstream.reply(Reply.status(404, "none"));
            assertTimed(fixture.get(broken.proxy()), "miss", "turn, store, upstream");
            assertTimed(fixture.get(broken.proxy()), "negative-hit", "");
        }
        try (ProxyFixture fixture = start(
                container,
                Reply.image("image/png", SMALL),
                builder -> builder.serverTiming(true).memoryTierBytes(1_000_000_000))) {
            ImageUrls small = ProxyFixture.urls("small.png");
            fixture.get(small.proxy());
            fixture.settle();
            assertTimed(fixture.get(small.cached()), "hit, memory", "");
        }
    }

    /** The parts are those in front of the total. */
    private static void assertTimed(HttpResponse<?> response, String description, String parts) {
        List<String> metrics = List.of(header(response, "Server-Timing").split(", (?=[a-z]+;)"));
        assertThat(metrics.get(0)).isEqualTo("cache;desc=\"" + description + '"');
        assertThat(metrics.subList(1, metrics.size()))
                .allMatch(metric -> metric.matches("[a-z]+;dur=[0-9]+\\.[0-9]"))
                .extracting(metric -> metric.replaceAll(";.*", ""))
                .isEqualTo(parts.isEmpty() ? List.of("total") : List.of((parts + ", total").split(", ")));
    }

    /** Makes and stores the variant, and returns its tag. */
    private static String stored(ProxyFixture fixture, ImageUrls urls) throws Exception {
        fixture.get(urls.proxy());
        fixture.settle();
        return header(fixture.get(urls.cached()), "ETag");
    }

    private static Set<String> names(HttpResponse<?> response) {
        Set<String> names = new TreeSet<>();
        response.headers().map().keySet().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        names.removeAll(CONTAINERS_OWN);
        return names;
    }

    private static Map<String, List<String>> withoutClock(HttpResponse<?> response) {
        Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
        headers.keySet().removeAll(Set.of("date", "age"));
        return headers;
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
