package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static io.github.imgproxy4j.filter.ProxyFixture.urls;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import io.github.imgproxy4j.testing.TestClient;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real nginx before the filter, and one between the filter and imgproxy. */
@Tag("container")
class NginxTest {
    private static final byte[] IMAGE = Images.png(500_000, 1);
    private static final byte[] SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\"><!-- %s --></svg>"
            .formatted("long enough to be compressed ".repeat(100))
            .getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    @BeforeEach
    void requireNginx() throws Exception {
        Nginx.require(folder);
    }

    /** By default nginx asks with HTTP/1.0, where only a length or an error shows that a body was cut. */
    @ParameterizedTest
    @EnumSource
    void aCacheInFrontKeepsNoCutBody(Container container) throws Exception {
        List<Reply> cuts = List.of(
                Reply.cut("image/png", IMAGE, 300_000),
                Reply.cut("image/png", IMAGE, 100),
                Reply.chunked("image/png", IMAGE, false));
        for (Reply cut : cuts) {
            ImageUrls urls = urls("cut-" + cuts.indexOf(cut) + ".png");
            try (ProxyFixture proxy = given(container).upstreamReplies(cut);
                    Nginx nginx = Nginx.start(
                            folder,
                            "proxy_pass http://127.0.0.1:" + proxy.container.port() + ";"
                                    + " proxy_cache images; add_header X-Cache $upstream_cache_status;")) {
                TestClient client = nginx.client();
                assertNotWhole(client, urls);
                proxy.upstreamReplies(Reply.image("image/png", IMAGE));
                proxy.proxy.purgeAll();

                client.get(urls.proxy())
                        .hasStatus(200)
                        .hasHeader("X-Cache", "MISS")
                        .hasBody(IMAGE);
                client.get(urls.proxy())
                        .hasStatus(200)
                        .hasHeader("X-Cache", "HIT")
                        .hasBody(IMAGE);
            }
        }
    }

    /** Either an error status, or a connection that ends before the body does. */
    private static void assertNotWhole(TestClient client, ImageUrls urls) throws InterruptedException {
        try {
            client.get(urls.proxy()).hasStatus(502);
        } catch (IOException cutOff) {
            assertThat(cutOff).isNotInstanceOf(HttpTimeoutException.class);
        }
    }

    /** The filter never asks for compression, so that every request gets the same image (RFC 9111, section 4.1). */
    @ParameterizedTest
    @EnumSource
    void compressionBetweenTheFilterAndImgproxyPreventsNoStoring(Container container) throws Exception {
        ImageUrls urls = urls("drawing.svg");
        try (StubImgproxy imgproxy = StubImgproxy.replying(Reply.image("image/svg+xml", SVG));
                Nginx nginx = Nginx.start(
                        folder,
                        "proxy_pass " + imgproxy.url() + "; gzip on; gzip_proxied any; gzip_types *; gzip_vary on;");
                CachingProxy proxy = CachingProxy.builder(
                                ProxyFixture.IMGPROXY,
                                HttpUpstream.builder(nginx.url()).build())
                        .store(new FileStore(folder.resolve("store")))
                        .build();
                Container.Running running =
                        container.run(new ImgproxyFilter(proxy, "/img"), Container.Mapping.DEFAULT)) {
            assertThat(nginx.client()
                            .get(urls.proxy(), "Accept-Encoding", "gzip")
                            .header("Vary"))
                    .isEqualTo("Accept-Encoding");

            running.client()
                    .get(urls.proxy())
                    .hasStatus(200)
                    .hasHeaderMatching("Cache-Status", ".*; stored.*")
                    .hasBody(SVG);
            running.client()
                    .get(urls.proxy())
                    .hasHeaderMatching("Cache-Status", ".*; hit.*")
                    .hasBody(SVG);
        }
    }
}
