package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever comes from imgproxy-cache keeps URLs, keys and environment. */
class ImgproxyCacheUserTest {
    private static final byte[] IMAGE = Images.png(5000, 1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void rootMountServesItsUrlsAndStoresUnderItsKeys(Container container) throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", IMAGE))) {
            Settings settings = settings(upstream, Map.of());
            Imgproxy imgproxy = Imgproxy.of(settings, "/");
            CachingProxy proxy = CachingProxy.of(settings, imgproxy);
            try (Container.Running running =
                    container.run(new ImgproxyFilter(proxy, "/"), new Container.Mapping("", "/*", true))) {
                String signedPath =
                        imgproxy.image("local:///cat.jpg").width(300).urls().proxy();
                HttpResponse<byte[]> made = get(running.url(signedPath));
                ProxyFixture.settle(proxy);
                HttpResponse<byte[]> stored = get(running.url("/cache/" + md5(signedPath)));

                assertThat(made.body()).isEqualTo(IMAGE);
                assertThat(stored.statusCode()).isEqualTo(200);
                assertThat(stored.body()).isEqualTo(IMAGE);
                assertThat(get(running.url("/health")).statusCode()).isEqualTo(200);
                assertThat(get(running.url("/")).statusCode()).isEqualTo(400);
                assertThat(upstream.requests().get(0).target()).isEqualTo(signedPath);
            }
        }
    }

    /** imgproxy without a key takes anything in place of a signature, and imgproxy-cache stores under what was sent. */
    @ParameterizedTest
    @CsvSource({
        "JETTY, /insecure/rs:fit:300:200/bG9jYWw6Ly8vY2F0LmpwZw.png",
        "JETTY, /_/w:300/bG9jYWw6Ly8vY2F0LmpwZw",
        "JETTY, /AfrOrF3gWeDA6VOlDG4TzxMv39O7MXnF4CXpKUwGqRM/w:300/bG9jYWw6Ly8vY2F0LmpwZw",
        "JETTY, /cache/w:300/bG9jYWw6Ly8vY2F0LmpwZw",
        "JETTY, /health/w:300/bG9jYWw6Ly8vY2F0LmpwZw",
        "TOMCAT, /insecure/rs:fit:300:200/bG9jYWw6Ly8vY2F0LmpwZw.png",
        "TOMCAT, /sig/plain/local:///cat.jpg@png",
        "TOMCAT, /insecure/w:300/plain/https://example.com/cat.jpg"
    })
    void anyWordInPlaceOfASignatureIsServedAndStoredUnderItsOwnKeyWhereItIsNamed(Container container, String path)
            throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", IMAGE))) {
            Settings settings = Settings.read(SettingsSource.environment(Map.of(
                    "IMGPROXY4J_ALLOW_UNSIGNED",
                    "true",
                    "IMGPROXY_TRUSTED_SIGNATURES",
                    path.split("/", -1)[1],
                    "IMGPROXY4J_MOUNT",
                    "/",
                    "IMGPROXY4J_URL",
                    upstream.url().toString(),
                    "IMGPROXY4J_STORE_DIR",
                    folder.toString())));
            CachingProxy proxy = CachingProxy.of(settings, Imgproxy.of(settings, "/"));
            try (Container.Running running =
                    container.run(new ImgproxyFilter(proxy, "/"), new Container.Mapping("", "/*", true))) {
                assertThat(get(running.url(path)).body()).isEqualTo(IMAGE);
                ProxyFixture.settle(proxy);

                assertThat(get(running.url("/cache/" + md5(path))).body()).isEqualTo(IMAGE);
                assertThat(upstream.requests().get(0).target()).isEqualTo(path);

                String other = path.replaceFirst("^/[^/]+", "/another");
                assertThat(get(running.url(other)).body()).isEqualTo(IMAGE);
                ProxyFixture.settle(proxy);
                assertThat(get(running.url("/cache/" + md5(path.replaceFirst("^/[^/]+", "/unsafe"))))
                                .body())
                        .as("words that nobody named are one")
                        .isEqualTo(IMAGE);
            }
        }
    }

    /** Jetty refuses an empty segment before any filter sees it, as docs/imgproxy-cache.md says. */
    @Test
    void plainSourceWithTwoSlashesNeedsASettingOfJetty() throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", IMAGE));
                CachingProxy proxy = ProxyFixture.builder(upstream).build();
                Container.Running running =
                        Container.JETTY.run(new ImgproxyFilter(proxy, "/"), new Container.Mapping("", "/*", true))) {
            HttpResponse<byte[]> refused = get(running.url("/insecure/w:300/plain/https://example.com/cat.jpg"));

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("Ambiguous URI empty segment");
        }
    }

    @Test
    void startWaitsUntilImgproxyIsReady() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Reply startingUp = (request, out) ->
                Reply.status(asked.incrementAndGet() < 3 ? 503 : 200, "").write(request, out);
        try (StubImgproxy upstream = StubImgproxy.replying(startingUp)) {
            Settings settings = settings(upstream, Map.of("HEALTH_CHECK_TIMEOUT_IN_SEC", "60"));
            CachingProxy.of(settings, Imgproxy.of(settings, "/")).close();

            assertThat(upstream.requests())
                    .extracting(StubImgproxy.Request::target)
                    .containsExactly("/health", "/health", "/health");
        }
    }

    @Test
    void startFailsIfImgproxyIsNotReadyInTime() throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.status(503, ""))) {
            Settings settings = settings(upstream, Map.of("HEALTH_CHECK_TIMEOUT_IN_SEC", "10ms"));

            assertThatThrownBy(() -> CachingProxy.of(settings, Imgproxy.of(settings, "/")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("upstream is not ready within PT0.01S")
                    .hasMessageContaining("503");
        }
    }

    @Test
    void startDoesNotWaitUnlessRequested() throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.status(503, ""))) {
            Settings settings = settings(upstream, Map.of());
            CachingProxy.of(settings, Imgproxy.of(settings, "/")).close();

            assertThat(upstream.requests()).isEmpty();
        }
    }

    private Settings settings(StubImgproxy upstream, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "IMGPROXY_KEY", "736563726574",
                "IMGPROXY_SALT", "68656C6C6F",
                "IMGPROXY_BIND", ":8080",
                "IMGPROXY4J_MOUNT", "/",
                "IMGPROXY4J_URL", upstream.url().toString(),
                "IMGPROXY4J_STORE_DIR", folder.toString()));
        environment.putAll(more);
        return Settings.read(SettingsSource.environment(environment));
    }

    private static HttpResponse<byte[]> get(URI url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** As imgproxy-cache names its objects. */
    private static String md5(String signedPath) throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("MD5").digest(signedPath.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(hash);
    }
}
