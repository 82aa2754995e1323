package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.filter.store.memory.MemoryStore;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurgeRouteTest {
    private static final String TOKEN = "correct-horse-battery";
    private static final String[] AUTHORIZED = {"Authorization", "Bearer " + TOKEN};

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void tokenPurgesOneVariantOrAll(Container container) throws Exception {
        try (ProxyFixture fixture = start(container, builder -> builder.purgeToken(TOKEN))) {
            ImageUrls urls = ProxyFixture.urls("a");
            ImageUrls other = ProxyFixture.urls("b");
            fixture.get(urls.proxy());
            fixture.get(other.proxy());
            await().until(() -> fixture.proxy.inventory(0).count() == 2);

            HttpResponse<byte[]> first = fixture.send("POST", "/img/purge?key=" + urls.key(), AUTHORIZED);
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(text(first)).isEqualTo("{\"purged\":1}");
            assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(text(fixture.send("DELETE", "/img/purge?key=" + urls.key(), AUTHORIZED)))
                    .isEqualTo("{\"purged\":0}");
            fixture.get(urls.cached()).hasStatus(404);
            fixture.get(other.cached()).hasStatus(200);

            assertThat(text(fixture.send("POST", "/img/purge?all", AUTHORIZED))).isEqualTo("{\"all\":true}");
            fixture.get(other.cached()).hasStatus(404);
        }
    }

    @Test
    void storeThatCanOnlyRemoveSingleKeysReportsIt() throws Exception {
        MemoryStore kept = new MemoryStore(1_000_000);
        ImageStore simple = new ImageStore() {
            @Override
            public StoredImage get(String key) throws IOException {
                return kept.get(key);
            }

            @Override
            public boolean put(String key, ImageMetadata metadata, ImageBody body) throws IOException {
                return kept.put(key, metadata, body);
            }

            @Override
            public boolean delete(String key) {
                return kept.delete(key);
            }

            @Override
            public void close() {
                kept.close();
            }
        };
        try (ProxyFixture fixture =
                start(Container.JETTY, builder -> builder.purgeToken(TOKEN).store(simple))) {
            ImageUrls urls = ProxyFixture.urls("a");
            fixture.get(urls.proxy());
            fixture.settle();

            HttpResponse<byte[]> refused = fixture.send("POST", "/img/purge?all", AUTHORIZED);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(text(refused)).contains("must be a PurgeableStore").contains("purge them by key");
            assertThat(text(fixture.send("POST", "/img/purge?key=" + urls.key(), AUTHORIZED)))
                    .isEqualTo("{\"purged\":1}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer correct-horse-batterx",
                "Basic correct-horse-battery",
                "correct-horse-battery",
                "Bearer correct-horse-battery-staple"
            })
    void requestWithoutTheTokenIsRefusedAndChangesNothing(String authorization) throws Exception {
        try (ProxyFixture fixture = start(Container.JETTY, builder -> builder.purgeToken(TOKEN))) {
            ImageUrls urls = ProxyFixture.urls("a");
            fixture.get(urls.proxy());

            HttpResponse<byte[]> refused =
                    fixture.send("POST", "/img/purge?all&token=" + TOKEN, "Authorization", authorization);

            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(text(refused)).doesNotContain(TOKEN);
            fixture.get(urls.cached()).hasStatus(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"JETTY, bearer correct-horse-battery", "TOMCAT, BEARER  correct-horse-battery"})
    void rfc9110Section111SchemesIgnoreCase(Container container, String authorization) throws Exception {
        try (ProxyFixture fixture = start(container, builder -> builder.purgeToken(TOKEN))) {
            assertThat(text(fixture.send("POST", "/img/purge?all", "Authorization", authorization)))
                    .isEqualTo("{\"all\":true}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT"})
    void otherMethodsAreNotAllowedEvenWithTheToken(String method) throws Exception {
        try (ProxyFixture fixture = start(Container.JETTY, builder -> builder.purgeToken(TOKEN))) {
            HttpResponse<byte[]> refused = fixture.send(method, "/img/purge?all", AUTHORIZED);

            assertThat(refused.statusCode()).isEqualTo(405);
            assertThat(refused.headers().firstValue("Allow")).hasValue("POST, DELETE, OPTIONS");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "?key=../etc/passwd", "?key=", "?all&source=local:///a", "?source=local:///a"})
    void whatIsNoPurgeIsABadRequest(String query) throws Exception {
        try (ProxyFixture fixture = start(Container.JETTY, builder -> builder.purgeToken(TOKEN))) {
            fixture.send("POST", "/img/purge" + query, AUTHORIZED).hasStatus(400);
        }
    }

    @Test
    void withoutATokenThereIsNoSuchRoute() throws Exception {
        try (ProxyFixture fixture = start(Container.JETTY, builder -> {})) {
            ImageUrls urls = ProxyFixture.urls("a");
            fixture.get(urls.proxy());

            assertThat(fixture.send("POST", "/img/purge?all", "Authorization", "Bearer ")
                            .statusCode())
                    .isIn(400, 405);
            fixture.get(urls.cached()).hasStatus(200);
        }
    }

    private ProxyFixture start(Container container, Consumer<CachingProxyBuilder> settings) throws IOException {
        return given(container)
                .storingIn(folder)
                .with(settings)
                .upstreamReplies(Reply.image("image/png", Images.png(1000, 1)));
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
