package io.github.imgproxy4j.filter.internal.tier;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.KeyLayout;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.Images;
import io.github.imgproxy4j.filter.ImgproxyFilter;
import io.github.imgproxy4j.filter.ProxyFixture;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.ReceivedResponse;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Purging reaches everything that keeps a variant, and doing it twice does no harm. */
class PurgeTest {
    private static final byte[] OLD = Images.png(30_000, 1);
    private static final byte[] NEW = Images.png(40_000, 2);

    @TempDir
    Path folder;

    @Test
    void purgedVariantIsRemovedFromMemoryAndStoreAndFetchedAgain() throws Exception {
        try (ProxyFixture fixture =
                given(Container.JETTY).storingIn(folder).upstreamReplies(Reply.image("image/png", OLD))) {
            ImageUrls urls = ProxyFixture.urls("a");
            ImageUrls other = ProxyFixture.urls("b");
            fixture.get(urls.proxy());
            fixture.get(other.proxy());
            await().until(() -> fixture.proxy.inventory(0).count() == 2);
            fixture.upstream.reply(Reply.image("image/png", NEW));

            assertThat(fixture.proxy.purge(urls.key())).isTrue();
            assertThat(fixture.proxy.purge(urls.key())).as("the second time").isFalse();

            fixture.get(urls.cached()).hasStatus(404);
            fixture.get(urls.proxy()).hasBody(NEW);
            fixture.get(other.cached()).hasBody(OLD);
        }
    }

    @Test
    void purgeAllLeavesNothing() throws Exception {
        try (ProxyFixture fixture =
                given(Container.JETTY).storingIn(folder).upstreamReplies(Reply.image("image/png", OLD))) {
            fixture.get(ProxyFixture.urls("a").proxy());
            fixture.get(ProxyFixture.urls("b").proxy());
            await().until(() -> fixture.proxy.inventory(0).count() == 2);

            fixture.proxy.purgeAll();
            fixture.proxy.purgeAll();

            assertThat(fixture.proxy.inventory(0).count()).isZero();
            assertThat(fixture.proxy.memoryCount()).isZero();
            fixture.get(ProxyFixture.urls("a").cached()).hasStatus(404);
        }
    }

    @Test
    void imageInTransitIsSentButNotStoredAndCannotBeJoined() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        Reply slow = (request, out) -> {
            Reply.head(out, 200, "image/png", "Content-Length: " + OLD.length);
            out.write(OLD, 0, 20_000);
            out.flush();
            mayEnd.await();
            out.write(OLD, 20_000, 10_000);
            out.flush();
            return true;
        };
        ImageUrls urls = ProxyFixture.urls("a");
        try (ProxyFixture fixture = given(Container.JETTY).storingIn(folder).upstreamReplies(slow)) {
            CompletableFuture<ReceivedResponse> before = fixture.getAsync(urls.proxy());
            await().until(() -> fixture.proxy.relayBytes() > 0);

            fixture.proxy.purge(urls.key());
            fixture.upstream.reply(Reply.image("image/png", NEW));
            assertThat(fixture.get(urls.proxy()).body()).as("who comes after").isEqualTo(NEW);
            mayEnd.countDown();

            assertThat(before.join().body()).as("who came before").isEqualTo(OLD);
            await().until(() -> fixture.proxy.relayBytes() == 0);
            fixture.get(urls.cached()).hasBody(NEW);
        } finally {
            mayEnd.countDown();
        }
    }

    @Test
    void purgingASourceRemovesItsVariantsAndNoOthers() throws Exception {
        Imgproxy grouped = Imgproxy.builder()
                .key("00")
                .salt("00")
                .proxyUrl("/img")
                .keyLayout(KeyLayout.SIGNED_PATH.groupedBySource())
                .build();
        HttpClient client = HttpClient.newHttpClient();
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", OLD));
                CachingProxy proxy = proxy(grouped, upstream);
                Container.Running running =
                        Container.JETTY.run(new ImgproxyFilter(proxy, "/img"), Container.Mapping.DEFAULT)) {
            ImageUrls small = grouped.image("local:///a").width(10).urls();
            ImageUrls large = grouped.image("local:///a").width(20).urls();
            ImageUrls other = grouped.image("local:///b").width(10).urls();
            for (ImageUrls urls : List.of(small, large, other)) {
                assertThat(status(client, running, urls.proxy())).isEqualTo(200);
            }
            await().until(() -> proxy.inventory(0).count() == 3);

            assertThat(proxy.purgeSource("local:///a")).isEqualTo(2);
            assertThat(proxy.purgeSource("local:///a")).as("the second time").isZero();

            assertThat(status(client, running, small.cached())).isEqualTo(404);
            assertThat(status(client, running, large.cached())).isEqualTo(404);
            assertThat(status(client, running, other.cached())).isEqualTo(200);
        }
    }

    private CachingProxy proxy(Imgproxy imgproxy, StubImgproxy upstream) throws IOException {
        return CachingProxy.builder(
                        imgproxy,
                        HttpUpstream.builder(upstream.url())
                                .connectTimeout(Duration.ofSeconds(2))
                                .responseTimeout(Duration.ofSeconds(5))
                                .build())
                .store(new FileStore(folder))
                .build();
    }

    private static int status(HttpClient client, Container.Running running, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(running.url(path).toString())).build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void layoutThatDoesNotGroupSaysSo() throws Exception {
        try (ProxyFixture fixture =
                given(Container.JETTY).storingIn(folder).upstreamReplies(Reply.image("image/png", OLD))) {
            assertThatThrownBy(() -> fixture.proxy.purgeSource("local:///a"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("imgproxy.key-layout");
        }
    }
}
