package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 9211, section 2.5: {@code stored} is said of what is stored, and of nothing else. */
@Tag("container")
class StoredPromiseTest {
    private static final byte[] IMAGE = Images.png(5000, 1);
    private static final ImageUrls URLS = ProxyFixture.urls("promised.png");
    private static final String STORED = "imgproxy4j; fwd=uri-miss; fwd-status=200; stored";
    private static final String NOT_STORED = "imgproxy4j; fwd=uri-miss; fwd-status=200";

    @TempDir
    Path folder;

    private final SwitchableStore store = new SwitchableStore();
    private ProxyFixture fixture;

    private void start(Container container) throws IOException {
        fixture = given(container)
                .storingIn(folder)
                .with(builder -> builder.store(store))
                .upstreamReplies(Reply.image("image/png", IMAGE));
    }

    @AfterEach
    void stop() throws IOException {
        if (fixture != null) {
            fixture.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsStoredIsCalledStored(Container container) throws Exception {
        start(container);

        assertThat(cacheStatus(fixture.get(URLS.proxy()))).isEqualTo(STORED);
        await().until(() -> store.get(URLS.key()) != null);
    }

    @ParameterizedTest
    @EnumSource
    void withoutAStoreNothingIs(Container container) throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", IMAGE));
                CachingProxy proxy = ProxyFixture.builder(upstream).build();
                Container.Running running =
                        container.run(new ImgproxyFilter(proxy, "/img"), Container.Mapping.DEFAULT)) {
            HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                    .send(ProxyFixture.request(running, "GET", URLS.proxy()), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(cacheStatus(answer)).isEqualTo(NOT_STORED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheStoreDoesNotKeepIsNot(Container container) throws Exception {
        start(container);
        store.keepsNothing = true;

        assertThat(cacheStatus(fixture.get(URLS.proxy()))).isEqualTo(NOT_STORED);
    }

    @ParameterizedTest
    @EnumSource
    void whatAnotherReplicaStoresMeanwhileIsToo(Container container) throws Exception {
        start(container);
        Reply image = Reply.image("image/png", IMAGE);
        fixture.upstream.reply((request, out) -> {
            store.stored.put(
                    URLS.key(),
                    ImageMetadata.builder("image/png", 3)
                            .etag("\"e\"")
                            .storedAt(Instant.now())
                            .cacheControl("public")
                            .build(),
                    ImageBody.of(new byte[3]));
            return image.write(request, out);
        });

        HttpResponse<byte[]> answer = fixture.get(URLS.proxy());
        assertThat(answer.body()).isEqualTo(IMAGE);
        assertThat(cacheStatus(answer)).isEqualTo(STORED);
    }

    @ParameterizedTest
    @EnumSource
    void whatMayBeInAStoreThatCannotBeReadIsNot(Container container) throws Exception {
        start(container);
        store.readsFail = true;

        assertThat(cacheStatus(fixture.get(URLS.proxy()))).isEqualTo(NOT_STORED);
    }

    @ParameterizedTest
    @EnumSource
    void whileEveryWriteFailsNothingIs(Container container) throws Exception {
        start(container);
        store.writesFail = true;
        fixture.get(ProxyFixture.urls("1.png").proxy());
        fixture.get(ProxyFixture.urls("2.png").proxy());
        await().until(() -> fixture.proxy.statistics().storeFailures() == 2);

        assertThat(cacheStatus(fixture.get(URLS.proxy()))).isEqualTo(NOT_STORED);
    }

    @ParameterizedTest
    @EnumSource
    void truncatedAndUnobservedBodiesAreNotStored(Container container) throws Exception {
        start(container);
        fixture.upstream.reply(Reply.cut("image/png", IMAGE, 2000));

        assertThat(cacheStatus(fixture.send("HEAD", URLS.proxy()))).isEqualTo(NOT_STORED);
        fixture.settle();
        try {
            HttpResponse<byte[]> refused = fixture.get(URLS.proxy());
            assertThat(refused.statusCode()).isEqualTo(502);
            assertThat(cacheStatus(refused)).isEqualTo(NOT_STORED);
        } catch (IOException cutOff) {
            assertThat(cutOff).hasMessageNotContaining("timed out");
        }
        fixture.settle();
        assertThat(store.get(URLS.key())).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPurgedWhileItIsFetchedIsNot(Container container) throws Exception {
        start(container);
        Reply image = Reply.image("image/png", IMAGE);
        fixture.upstream.reply((request, out) -> {
            fixture.proxy.purge(URLS.key());
            return image.write(request, out);
        });

        assertThat(cacheStatus(fixture.get(URLS.proxy()))).isEqualTo(NOT_STORED);
    }

    private static String cacheStatus(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Cache-Status").orElseThrow();
    }
}
