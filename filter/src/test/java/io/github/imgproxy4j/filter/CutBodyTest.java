package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static io.github.imgproxy4j.filter.ProxyFixture.urls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A body that upstream does not finish: a client sees an error or a cut, and nothing is stored. */
@Tag("container")
class CutBodyTest {
    private static final byte[] SMALL = Images.png(30_000, 1);
    private static final byte[] LARGE = Images.png(3_000_000, 2);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void bodyCutByUpstreamIsNeverTakenForWhole(Container container) throws Exception {
        ImageUrls urls = urls("cut.jpg");
        List<Reply> cuts = List.of(
                Reply.cut("image/png", SMALL, 10_000),
                Reply.cut("image/png", LARGE, 2_000_000),
                Reply.chunked("image/png", SMALL, false),
                Reply.chunked("image/png", LARGE, false));
        try (ProxyFixture proxy = given(container).storingIn(folder).upstreamReplies(cuts.get(0))) {
            for (Reply cut : cuts) {
                proxy.upstreamReplies(cut);
                assertNotWhole(proxy, urls);
                proxy.settle();
                proxy.get(urls.cached()).hasStatus(404);
                assertThat(proxy.proxy.inventory(10).count()).isZero();
            }
            proxy.upstreamReplies(Reply.image("image/png", SMALL));
            proxy.get(urls.proxy()).hasStatus(200).hasBody(SMALL);
        }
    }

    /** Either an error status, or a connection that ends before the body does. */
    private static void assertNotWhole(ProxyFixture proxy, ImageUrls urls) throws InterruptedException {
        try {
            proxy.get(urls.proxy()).hasStatus(502);
        } catch (IOException cutOff) {
            assertThat(cutOff).isNotInstanceOf(HttpTimeoutException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bodyThatIsCutAfterTheClientHasAPartOfItEndsTheConnection(Container container) throws Exception {
        for (boolean asyncSupported : List.of(true, false)) {
            CountDownLatch clientHasAPart = new CountDownLatch(1);
            ImageUrls urls = urls("cut-" + asyncSupported + ".jpg");
            try (ProxyFixture proxy = given(container)
                    .mappedTo(new Container.Mapping("/shop", "/img/*", asyncSupported))
                    .storingIn(folder)
                    .upstreamReplies(cutAfter(clientHasAPart))) {
                try (InputStream body = proxy.open("/shop" + urls.proxy()).body()) {
                    assertThat(body.readNBytes(100_000)).isEqualTo(Arrays.copyOf(LARGE, 100_000));
                    clientHasAPart.countDown();
                    assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
                }
                proxy.get("/shop" + urls.cached()).hasStatus(404);
            }
        }
    }

    private static Reply cutAfter(CountDownLatch event) {
        return (request, out) -> {
            Reply.head(out, 200, "image/png", "Content-Length: " + LARGE.length);
            out.write(LARGE, 0, 2_000_000);
            out.flush();
            event.await();
            return false;
        };
    }

    @ParameterizedTest
    @EnumSource
    void bodyThatIsCutBeforeTheClientHasAPartOfItIsABadGateway(Container container) throws Exception {
        // With asynchronous support the fetch itself writes, so that it cannot end before the client has a part.
        Container.Mapping mapping = new Container.Mapping("", "/img/*", false);
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.cut("image/png", LARGE, 2_000_000));
                CachingProxy proxy = ProxyFixture.builder(upstream).build();
                Container.Running running = container.run("", context -> {
                    mapping.register(context, new HoldingHeadersUntil(() -> proxy.fetchesInProgress() == 0));
                    mapping.register(context, new ImgproxyFilter(proxy, "/img"));
                })) {
            running.client()
                    .get(urls("cut.jpg").proxy())
                    .hasStatus(502)
                    .hasText("Upstream failed")
                    .hasHeaderMatching("Content-Type", "text/plain.*")
                    .hasHeader("Cache-Control", "no-store");
        }
    }

    /** Lets no header of an image through before something has happened. */
    private record HoldingHeadersUntil(BooleanSupplier happened) implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(request, new HttpServletResponseWrapper((HttpServletResponse) response) {
                @Override
                public void setContentType(String type) {
                    await().until(happened::getAsBoolean);
                    super.setContentType(type);
                }
            });
        }
    }
}
