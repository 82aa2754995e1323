package io.github.imgproxy4j.filter.internal.urls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.ImgproxyFilter;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.html.FallbackMode;
import io.github.imgproxy4j.testing.Container;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a browser learns from {@code /img/urls}, in each container. Upstream is never asked. */
class UrlsRouteTest {
    private static final Imgproxy IMGPROXY = builder()
            .publicPreset("card", "1x 2x")
            .publicPreset("hero", "640w 1280w")
            .build();
    private static final Imgproxy CLOSED = builder().build();
    private static final String CAT = "https://example.com/cat.jpg";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ParameterizedTest
    @EnumSource
    void answersTheUrlsOfEachSourceInOrder(Container container) throws Exception {
        String dog = "https://example.com/%22dog%22%3Cé&🐕%3E.jpg";
        try (Container.Running running = run(container, IMGPROXY)) {
            HttpResponse<String> response = get(running, query("card", CAT, dog));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(header(response, "Content-Type")).startsWith("application/json");
            assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(response, "Cache-Status")).isEqualTo("imgproxy4j");
            JsonNode images = new ObjectMapper().readTree(response.body()).get("images");
            assertThat(images).hasSize(2);
            assertThat(images.get(1).get("src").asText()).isEqualTo(dog);
            JsonNode cat = images.get(0);
            ImageUrls urls = IMGPROXY.image(CAT).preset("card").urls();
            assertThat(cat.get("src").asText()).isEqualTo(CAT);
            assertThat(cat.get("cached").asText()).isEqualTo(urls.cached());
            assertThat(cat.get("proxy").asText()).isEqualTo(urls.proxy());
            assertThat(cat.get("srcset").asText()).startsWith(urls.cached() + " 1x, ");
            assertThat(cat.get("proxySrcset").asText())
                    .startsWith(urls.proxy() + " 1x, ")
                    .endsWith(" 2x");
            assertThat(cat.get("width").asInt()).isEqualTo(480);
            assertThat(cat.get("height").asInt()).isEqualTo(320);
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutACacheEveryUrlIsThatOfTheProxy(Container container) throws Exception {
        Imgproxy direct = builder()
                .publicPreset("card", "1x 2x")
                .fallback(FallbackMode.DIRECT)
                .build();
        try (Container.Running running = run(container, direct)) {
            JsonNode cat = new ObjectMapper()
                    .readTree(get(running, query("card", CAT)).body())
                    .get("images")
                    .get(0);

            String proxy = IMGPROXY.image(CAT).preset("card").urls().proxy();
            assertThat(cat.get("cached").asText()).isEqualTo(proxy);
            assertThat(cat.get("proxy").asText()).isEqualTo(proxy);
            assertThat(cat.get("srcset").asText()).startsWith(proxy + " 1x, ").doesNotContain("/cache/");
            assertThat(cat.has("proxySrcset")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFormThatIsPostedAnswersTheSame(Container container) throws Exception {
        try (Container.Running running = run(container, IMGPROXY)) {
            HttpResponse<String> posted = post(running, "application/x-www-form-urlencoded", query("hero", CAT));

            assertThat(posted.statusCode()).isEqualTo(200);
            assertThat(posted.body()).isEqualTo(get(running, query("hero", CAT)).body());
            assertThat(posted.body()).contains(" 640w, ", " 1280w");
            assertThat(header(posted, "Cache-Control")).isEqualTo("no-store");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isCacheableAndRevalidatedByItsTag(Container container) throws Exception {
        try (Container.Running running = run(container, IMGPROXY)) {
            HttpResponse<String> response = get(running, query("card", CAT));
            String etag = header(response, "ETag");
            assertThat(header(response, "Cache-Control")).isEqualTo("max-age=300");
            assertThat(etag).matches("\"[0-9a-f]{16}-[0-9a-f]+\"");

            for (String known : List.of(etag, "W/" + etag, "\"other\", " + etag, "*")) {
                HttpResponse<String> current = get(running, query("card", CAT), "If-None-Match", known);
                assertThat(current.statusCode()).as(known).isEqualTo(304);
                assertThat(current.body()).isEmpty();
                assertThat(header(current, "ETag")).isEqualTo(etag);
            }
            assertThat(get(running, query("card", CAT + "?v=2"), "If-None-Match", etag)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWithTheReasonAsJson(Container container) throws Exception {
        String tooMany = query(
                "card", Collections.nCopies(UrlsQuery.MOST_SOURCES + 1, "a").toArray(String[]::new));
        String tooLong = query("card", "https://example.com/" + "x".repeat(UrlsQuery.LONGEST_SOURCE));
        try (Container.Running running = run(container, IMGPROXY)) {
            assertRefused(get(running, ""), 400, "parameters must be a preset and at least one src");
            assertRefused(get(running, "?preset=card"), 400, "parameters must be a preset and at least one src");
            assertRefused(get(running, query("card", CAT) + "&preset=hero"), 400, "one preset");
            assertRefused(get(running, query("card", CAT) + "&width=1"), 400, "one preset");
            assertRefused(get(running, query("private", CAT)), 403, "preset must be a public one");
            assertRefused(get(running, query("unknown", CAT)), 403, "preset must be a public one");
            assertRefused(
                    get(running, query("card", CAT, "https://evil.example/")), 403, "src number 2 is not allowed");
            assertRefused(get(running, query("card", "")), 403, "src number 1 is not allowed");
            assertRefused(get(running, tooMany), 413, "at most 100 src");
            assertRefused(get(running, tooLong), 400, "src number 1 must have at most 2048 characters");
            assertRefused(post(running, "application/json", "{}"), 415, "application/x-www-form-urlencoded");
            assertRefused(
                    post(running, "application/x-www-form-urlencoded", "x".repeat(UrlsQuery.LONGEST_BODY_BYTES + 1)),
                    413,
                    "at most 65536 bytes");
            assertRefused(post(running, "application/x-www-form-urlencoded", "preset=card&src=%zz"), 400, "encoded");
            HttpResponse<String> deleted = send(running, "DELETE", query("card", CAT));
            assertThat(deleted.statusCode()).isEqualTo(405);
            assertThat(header(deleted, "Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
        }
    }

    @ParameterizedTest
    @EnumSource
    void headAndOptionsHaveNoBody(Container container) throws Exception {
        try (Container.Running running = run(container, IMGPROXY)) {
            HttpResponse<String> head = send(running, "HEAD", query("card", CAT));
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(header(head, "ETag")).isNotEmpty();

            HttpResponse<String> options = send(running, "OPTIONS", "");
            assertThat(options.statusCode()).isEqualTo(204);
            assertThat(header(options, "Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNotThereWhereNoPresetIsPublic(Container container) throws Exception {
        try (Container.Running running = run(container, CLOSED)) {
            HttpResponse<String> response = get(running, query("card", CAT));

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).isEqualTo("Bad request");
        }
    }

    @ParameterizedTest
    @EnumSource
    void noAnswerHoldsAKeyOrTheAllowList(Container container) throws Exception {
        try (Container.Running running = run(container, IMGPROXY)) {
            for (String query : List.of(query("card", CAT), query("card", "https://evil.example/"), "?x")) {
                HttpResponse<String> response = get(running, query);
                assertThat(response.body() + response.headers().map())
                        .doesNotContain("736563726574", "68656C6C6F", "hidden.example");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatNoServerFetchesIsItsOwnAnswerOrRefused(Container container) throws Exception {
        String dot = "data:image/png;base64,iVBORw0KGgo=";
        try (Container.Running running = run(container, IMGPROXY)) {
            JsonNode image = new ObjectMapper()
                    .readTree(get(running, query("card", dot)).body())
                    .get("images")
                    .get(0);

            for (String name : List.of("src", "cached", "proxy")) {
                assertThat(image.get(name).asText()).isEqualTo(dot);
            }
            assertThat(image.has("srcset")).isFalse();
            for (String source : List.of("/cat.jpg", "cat.jpg", "//example.com/a", "blob:x", "data:text/html,x")) {
                assertRefused(get(running, query("card", CAT, source)), 403, "src number 2 is not allowed");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFormatThatIsNotMadeIsLeftToTheServer(Container container) throws Exception {
        Imgproxy limited = builder()
                .publicPreset("card", "1x 2x avif")
                .formats(List.of("jpg", "webp"))
                .build();
        try (Container.Running running = run(container, limited)) {
            assertThat(get(running, query("card", CAT)).body())
                    .contains(limited.image(CAT).preset("card").urls().proxy())
                    .doesNotContain("avif");
        }
    }

    private static Imgproxy.Builder builder() {
        return Imgproxy.builder()
                .key("736563726574")
                .salt("68656C6C6F")
                .proxyUrl("/img")
                .preset("card", "rs:fill:480:320")
                .preset("hero", "rs:fill:1280:480")
                .preset("private", "rs:fill:100:100")
                .allowSource("https://example.com/")
                .allowSource("https://hidden.example/");
    }

    private static Container.Running run(Container container, Imgproxy imgproxy) throws IOException {
        CachingProxy proxy = CachingProxy.builder(
                        imgproxy,
                        HttpUpstream.builder(URI.create("http://127.0.0.1:1"))
                                .connectTimeout(Duration.ofSeconds(1))
                                .responseTimeout(Duration.ofSeconds(1))
                                .build())
                .build();
        return container.run(new ImgproxyFilter(proxy, "/img"), Container.Mapping.DEFAULT);
    }

    private static String query(String preset, String... sources) {
        return "?preset=" + preset
                + List.of(sources).stream()
                        .map(source -> "&src=" + URLEncoder.encode(source, StandardCharsets.UTF_8))
                        .collect(Collectors.joining());
    }

    private HttpResponse<String> get(Container.Running running, String query, String... headers) throws Exception {
        HttpRequest.Builder request = request(running, query);
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    private HttpResponse<String> post(Container.Running running, String contentType, String body) throws Exception {
        String form = body.startsWith("?") ? body.substring(1) : body;
        return send(request(running, "")
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private HttpResponse<String> send(Container.Running running, String method, String query) throws Exception {
        return send(request(running, query)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private static HttpRequest.Builder request(Container.Running running, String query) {
        return HttpRequest.newBuilder(URI.create(running.url("/img/urls") + query))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void assertRefused(HttpResponse<String> response, int status, String reason) throws IOException {
        assertThat(response.statusCode()).as(reason).isEqualTo(status);
        assertThat(new ObjectMapper().readTree(response.body()).get("error").asText())
                .contains(reason);
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(response.headers().firstValue("ETag")).isEmpty();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
