package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.event.FetchEvent;
import io.github.imgproxy4j.filter.event.ProxyListener;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.ManualClock;
import io.github.imgproxy4j.testing.ReceivedResponse;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that come when a fetch has sent its last byte, and before the store has the image. */
class FinishedFetchTest {
    private static final byte[] OLD = Images.png(5_000, 1);
    private static final byte[] NEW = Images.png(5_000, 2);

    @TempDir
    private Path folder;

    private final ImageUrls urls = ProxyFixture.urls("cat.png");
    private final ManualClock clock = new ManualClock();
    private final CountDownLatch fetched = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void letFetchesEnd() {
        mayEnd.countDown();
    }

    /** RFC 9111, section 4: what is not stored serves nobody else, and what is not fresh is revalidated. */
    @ParameterizedTest
    @CsvSource({
        "JETTY,  max-age=60,            0, OLD",
        "TOMCAT, max-age=60,            0, OLD",
        "JETTY,  max-age=60,           60, NEW",
        "TOMCAT, 's-maxage=5, max-age=60', 5, NEW",
        "JETTY,  no-store,              0, NEW",
        "TOMCAT, no-store,              0, NEW",
        "JETTY,  private,               0, NEW",
        "TOMCAT, private,               0, NEW",
        "JETTY,  no-cache,              0, NEW",
        "TOMCAT, no-cache,              0, NEW",
        "JETTY,  max-age=0,             0, NEW",
        "TOMCAT, 'max-age=0, must-revalidate', 0, NEW",
    })
    void theImageIsReusedOnlyIfACacheMayServeIt(
            Container container, String cacheControl, long secondsLater, String image) throws Exception {
        try (ProxyFixture proxy = given(container)
                .storingIn(folder)
                .with(builder -> builder.clock(clock).memoryTierBytes(0))
                .upstreamReplies(Reply.image("image/png", OLD, "ETag: \"a\"", "Cache-Control: " + cacheControl))) {
            proxy.proxy.addListener(holdingUpTheFirst());
            proxy.get(urls.proxy()).hasStatus(200).hasBody(OLD);
            fetched.await();
            proxy.upstreamReplies(Reply.image("image/png", NEW));
            clock.forward(Duration.ofSeconds(secondsLater));

            CompletableFuture<ReceivedResponse> next = proxy.getAsync(urls.proxy());
            // It has joined the finished fetch, or waits for its end.
            await().until(() -> next.isDone() || proxy.proxy.readersOf(urls.key()) > 0);
            mayEnd.countDown();

            next.get().hasStatus(200).hasBody(image.equals("OLD") ? OLD : NEW);
            proxy.settle();
        }
    }

    /** A fetch that has sent everything, but not ended yet. */
    private ProxyListener holdingUpTheFirst() {
        return new ProxyListener() {
            @Override
            public void fetched(FetchEvent event) {
                if (fetched.getCount() > 0) {
                    fetched.countDown();
                    waitForTheEnd();
                }
            }
        };
    }

    private void waitForTheEnd() {
        try {
            mayEnd.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
