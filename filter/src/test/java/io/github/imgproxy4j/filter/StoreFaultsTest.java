package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static io.github.imgproxy4j.filter.ProxyFixture.urls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.ManualClock;
import io.github.imgproxy4j.testing.ReceivedResponse;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients see of stores with limits, bugs and bad luck. */
class StoreFaultsTest {
    private static final byte[] OLD = Images.png(5_000, 1);
    private static final byte[] NEW = Images.png(6_000, 2);

    @TempDir
    Path folder;

    private final SwitchableStore store = new SwitchableStore();
    private final ImageUrls urls = urls("cat.jpg");

    /** A store's limit of age is one of its files: photos are often years old when they are stored. */
    @ParameterizedTest
    @EnumSource
    void ageInTheStoreCountsFromStoringAndNotFromTheDateOfTheImage(Container container) throws Exception {
        try (FileStore limited = limitedToThirtyDays();
                ProxyFixture proxy = given(container)
                        .with(builder -> builder.store(limited).memoryTierBytes(0))
                        .upstreamReplies(Reply.image(
                                "image/png",
                                OLD,
                                "Cache-Control: max-age=600",
                                "Last-Modified: Tue, 02 Jan 2001 10:00:00 GMT"))) {
            proxy.get(urls.proxy()).hasStatus(200).hasBody(OLD);
            proxy.settle();

            proxy.get(urls.cached()).hasStatus(200).hasBody(OLD);
            proxy.get(urls.proxy()).hasStatus(200).hasBody(OLD);
            proxy.hasFetched(1).hasStored(1);
        }
    }

    private FileStore limitedToThirtyDays() throws IOException {
        return FileStore.builder(folder).maximumAge(Duration.ofDays(30)).build();
    }

    @ParameterizedTest
    @EnumSource
    void storeWithABugCountsAsOneThatCannotBeUsed(Container container) throws Exception {
        try (ProxyFixture proxy = given(container)
                .with(builder -> builder.store(store).memoryTierBytes(0))
                .upstreamReplies(Reply.image("image/png", OLD))) {
            store.throwsBugs = true;

            proxy.get(urls.proxy()).hasStatus(200).hasBody(OLD);
            proxy.settle();
            proxy.get(urls.cached()).hasStatus(404);
            assertThat(proxy.proxy.relayBytes()).isZero();
            assertThat(proxy.proxy.statistics().storeFailures()).isPositive();
        }
    }

    /** Else everybody would get what the fetch brought, for ever and whatever its lifetime. */
    @ParameterizedTest
    @EnumSource
    void fetchEndsThoughTheStoreCannotRemoveWhatItReplaces(Container container) throws Exception {
        ManualClock clock = new ManualClock();
        try (ProxyFixture proxy = given(container)
                .with(builder -> builder.store(store).clock(clock))
                .upstreamReplies(Reply.image("image/png", OLD, "Cache-Control: max-age=60"))) {
            proxy.get(urls.proxy()).hasStatus(200).hasBody(OLD);
            proxy.settle();
            proxy.upstreamReplies(Reply.image("image/png", NEW, "Cache-Control: max-age=60"));
            store.throwsBugs = true;
            clock.forward(Duration.ofSeconds(60));

            proxy.get(urls.proxy()).hasStatus(200).hasBody(NEW);
            proxy.settle();
            assertThat(proxy.proxy.relayBytes()).isZero();
        }
    }

    /** It can be read for a moment before it is removed again, and must not go on in memory. */
    @ParameterizedTest
    @EnumSource
    void whatIsPurgedWhileItIsStoredStaysNowhere(Container container) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayPut = new CountDownLatch(1);
        CountDownLatch there = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        store.beforePut = () -> tellAndAwait(begun, mayPut);
        store.afterPut = () -> tellAndAwait(there, mayEnd);
        try (ProxyFixture proxy = given(container)
                .with(builder -> builder.store(store))
                .upstreamReplies(Reply.image("image/png", OLD, "Cache-Control: max-age=600"))) {
            proxy.get(urls.proxy()).hasStatus(200).hasBody(OLD);
            begun.await();
            proxy.proxy.purge(urls.key());
            mayPut.countDown();
            there.await();
            proxy.get(urls.cached()).hasStatus(404);
            mayEnd.countDown();
            await().until(() -> proxy.proxy.relayBytes() == 0);

            proxy.get(urls.cached()).hasStatus(404);
            assertThat(proxy.proxy.memoryCount()).isZero();
        } finally {
            mayPut.countDown();
            mayEnd.countDown();
        }
    }

    /** The fetch has read the old variant before it is removed, and is over before the purge is. */
    @ParameterizedTest
    @CsvSource({"JETTY, true", "TOMCAT, true", "JETTY, false", "TOMCAT, false"})
    void whatIsConfirmedWhileItIsPurgedStaysNowhere(Container container, boolean local) throws Exception {
        ManualClock clock = new ManualClock();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayConfirm = new CountDownLatch(1);
        store.isLocal = local;
        try (ProxyFixture proxy = given(container)
                .with(builder -> builder.store(store).clock(clock))
                .upstreamReplies(Reply.image("image/png", OLD, "Cache-Control: max-age=60", "ETag: \"a\""))) {
            proxy.get(urls.proxy()).hasStatus(200).hasBody(OLD);
            proxy.settle();
            clock.forward(Duration.ofSeconds(61));
            proxy.upstreamReplies((request, out) -> {
                tellAndAwait(asked, mayConfirm);
                Reply.head(out, 304, "image/png", "ETag: \"a\"");
                out.flush();
                return true;
            });
            CompletableFuture<ReceivedResponse> confirmed = new CompletableFuture<>();
            store.beforeDelete = () -> {
                store.beforeDelete = () -> {};
                CompletableFuture<Void> unused = proxy.getAsync(urls.proxy()).thenAccept(confirmed::complete);
                tellAndAwait(new CountDownLatch(1), asked);
            };
            store.afterDelete = () -> {
                store.afterDelete = () -> {};
                mayConfirm.countDown();
                proxy.settle();
            };

            proxy.proxy.purge(urls.key());

            confirmed.join().hasStatus(200).hasBody(OLD);
            proxy.get(urls.cached()).hasStatus(404);
            assertThat(store.get(urls.key())).isNull();
            assertThat(proxy.proxy.memoryCount()).isZero();
        } finally {
            mayConfirm.countDown();
        }
    }

    private static void tellAndAwait(CountDownLatch told, CountDownLatch awaited) {
        told.countDown();
        try {
            awaited.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
