package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.filter.CharacterEncodingFilter;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** Behind Spring Security and Spring's filter for encodings, which set headers for pages. */
@Tag("application")
class OuterFiltersApplicationTest {
    private static final String IMMUTABLE = "public, max-age=31536000";
    private static final String TEXT = "text/plain;charset=utf-8";
    private static final String JSON = "application/json";
    private static final String[] AUTHORIZED = {"Authorization", "Bearer correct-horse-battery"};

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {2_000, 500_000})
    void imagesSayWhatTheySayWithoutThem(int length) throws Exception {
        byte[] image = png(length);
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", image));
                RunningApplication app = start(App.class, upstream)) {
            ImageUrls urls = app.urls("cat.png");
            HttpResponse<byte[]> miss = app.send("GET", urls.proxy());
            assertThat(miss.body()).isEqualTo(image);
            assertOurs(miss, 200, "image/png", IMMUTABLE);
            assertThat(miss.headers().allValues("X-Frame-Options")).containsExactly("DENY");
            await().until(() -> app.bean(CachingProxy.class).statistics().stored() == 1);

            HttpResponse<byte[]> hit = app.send("GET", urls.cached());
            assertThat(hit.body()).isEqualTo(image);
            assertOurs(hit, 200, "image/png", IMMUTABLE);
            assertThat(hit.headers().allValues("X-Frame-Options")).containsExactly("DENY");
            String etag = hit.headers().firstValue("ETag").orElseThrow();
            assertOurs(app.send("HEAD", urls.proxy()), 200, "image/png", IMMUTABLE);
            assertOurs(app.send("GET", urls.proxy(), "If-None-Match", etag), 304, "", IMMUTABLE);
            assertOurs(app.send("GET", urls.proxy(), "Range", "bytes=1-3"), 206, "image/png", IMMUTABLE);
            assertOurs(app.send("GET", urls.proxy(), "Range", "bytes=9999999-"), 416, TEXT, "no-store");
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @Test
    void whatIsNoImageSaysSoAsWithoutThem() throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.status(200, "imgproxy is running"));
                RunningApplication app = start(App.class, upstream)) {
            assertOurs(app.send("GET", "/img/health"), 200, JSON, "no-store");
            assertOurs(app.send("GET", "/img/urls?preset=card&src=local:///a.png"), 200, JSON, "max-age=300");
            assertOurs(app.send("GET", "/img/urls?preset=none&src=local:///a.png"), 403, JSON, "no-store");
            assertOurs(app.send("POST", "/img/purge?all", AUTHORIZED), 200, JSON, "no-store");
            assertOurs(app.send("POST", "/img/purge?all"), 401, JSON, "no-store");
            assertOurs(app.send("GET", app.urls("a.png").cached()), 404, TEXT, "no-store");
            String signature = app.urls("a.png").proxy().split("/", -1)[2];
            String forged = app.urls("b.png").proxy().replaceFirst("/img/[^/]+", "/img/" + signature);
            assertOurs(app.send("GET", forged), 403, TEXT, "no-store");
            upstream.reply(Reply.status(500, "broken"));
            assertOurs(app.send("GET", app.urls("b.png").proxy()), 502, TEXT, "no-store");
            assertOurs(app.send("GET", "/img/health"), 503, JSON, "no-store");
        }
    }

    @Test
    void imagesArriveWholeThroughAFilterThatCollectsThem() throws Exception {
        byte[] image = png(500_000);
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", image));
                RunningApplication app = start(CollectingApp.class, upstream)) {
            for (int i = 0; i < 2; i++) {
                HttpResponse<byte[]> response =
                        app.send("GET", app.urls("cat.png").proxy());

                assertThat(response.body()).isEqualTo(image);
                assertOurs(response, 200, "image/png", IMMUTABLE);
            }
            upstream.reply(Reply.status(200, "imgproxy is running"));
            assertOurs(app.send("GET", "/img/health"), 200, JSON, "no-store");
        }
    }

    private static void assertOurs(HttpResponse<?> response, int status, String type, String cacheControl) {
        assertThat(response.statusCode()).isEqualTo(status);
        List<String> types = response.headers().allValues("Content-Type");
        assertThat(String.join(",", types)).isEqualToIgnoringCase(type);
        assertThat(response.headers().allValues("Cache-Control")).containsExactly(cacheControl);
        assertThat(response.headers().firstValue("Pragma")).isEmpty();
        assertThat(response.headers().firstValue("Expires")).isEmpty();
        assertThat(response.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    }

    private RunningApplication start(Class<?> app, StubImgproxy upstream) {
        return RunningApplication.start(
                app,
                upstream,
                folder,
                "--imgproxy.purge-token=correct-horse-battery",
                "--imgproxy.presets=card=rs:fill:300:200",
                "--imgproxy.public-presets=card 1x",
                "--imgproxy.allowed-sources=local:///");
    }

    private static byte[] png(int length) {
        byte[] bytes = new byte[length];
        byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
        System.arraycopy(signature, 0, bytes, 0, signature.length);
        return bytes;
    }

    static class App extends OpenApplication {
        @Bean
        CharacterEncodingFilter characterEncodingFilter() {
            return new FirstEncodingFilter();
        }
    }

    static class CollectingApp extends App {
        @Bean
        ShallowEtagHeaderFilter shallowEtagHeaderFilter() {
            return new FirstEtagFilter();
        }
    }

    /** In front of ours, as the one of Boot is. */
    private static final class FirstEncodingFilter extends CharacterEncodingFilter implements Ordered {
        FirstEncodingFilter() {
            super("UTF-8", true);
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }
    }

    private static final class FirstEtagFilter extends ShallowEtagHeaderFilter implements Ordered {
        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE + 1;
        }
    }
}
