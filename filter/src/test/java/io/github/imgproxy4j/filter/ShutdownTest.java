package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.ReceivedResponse;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of images that are under way when the proxy is closed. */
class ShutdownTest {
    private static final byte[] IMAGE = Images.png(300_000, 1);

    @TempDir
    Path folder;

    private final CountDownLatch mayEnd = new CountDownLatch(1);

    /** All but the last bytes; those come when the test says so. */
    private final Reply slow = (request, out) -> {
        Reply.head(out, 200, "image/png", "Content-Length: " + IMAGE.length);
        out.write(IMAGE, 0, IMAGE.length - 10);
        out.flush();
        mayEnd.await();
        out.write(IMAGE, IMAGE.length - 10, 10);
        out.flush();
        return true;
    };

    @Test
    void whatWasAnsweredJustBeforeIsStored() throws Exception {
        ImageUrls urls = ProxyFixture.urls("last.png");
        try (ProxyFixture fixture =
                given(Container.JETTY).storingIn(folder).upstreamReplies(Reply.image("image/png", IMAGE))) {
            fixture.get(urls.proxy()).hasBody(IMAGE);
        }

        assertThat(isStored(urls)).isTrue();
    }

    @Test
    void whatIsUnderWayArrivesAndIsStored() throws Exception {
        ImageUrls urls = ProxyFixture.urls("running.png");
        try (ProxyFixture fixture = given(Container.JETTY).storingIn(folder).upstreamReplies(slow)) {
            CompletableFuture<ReceivedResponse> client = ask(fixture, urls);
            await().until(() -> fixture.proxy.relayBytes() > 0);
            CompletableFuture<Void> closing = CompletableFuture.runAsync(fixture.proxy::close);
            ImageUrls late = ProxyFixture.urls("late.png");
            await().until(() -> fixture.get(late.proxy()).statusCode() == 503);
            mayEnd.countDown();

            closing.join();
            assertThat(client.join().body()).isEqualTo(IMAGE);
            assertThat(fixture.proxy.statistics().storeFailures()).isZero();
        }

        assertThat(isStored(urls)).isTrue();
    }

    @Test
    void lateResponseIsAborted() throws Exception {
        ImageUrls urls = ProxyFixture.urls("stalled.png");
        try (ProxyFixture fixture = given(Container.JETTY)
                .storingIn(folder)
                .with(builder -> builder.shutdownTimeout(Duration.ofMillis(100)))
                .upstreamReplies(slow)) {
            CompletableFuture<ReceivedResponse> client = ask(fixture, urls);
            await().until(() -> fixture.proxy.relayBytes() > 0);

            fixture.proxy.close();
            fixture.proxy.close();

            await().until(client::isCompletedExceptionally);
        } finally {
            mayEnd.countDown();
        }

        assertThat(isStored(urls)).isFalse();
    }

    private static CompletableFuture<ReceivedResponse> ask(ProxyFixture fixture, ImageUrls urls) {
        return fixture.getAsync(urls.proxy());
    }

    private boolean isStored(ImageUrls urls) throws IOException {
        try (FileStore store = new FileStore(folder);
                StoredImage image = store.get(urls.key())) {
            return image != null;
        }
    }
}
