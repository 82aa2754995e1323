package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.ReceivedResponse;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients get when upstream cannot keep up, or cannot make an image. */
class OverloadTest {
    private static final byte[] IMAGE = Images.png(30_000, 1);

    @TempDir
    Path folder;

    private final CountDownLatch free = new CountDownLatch(1);
    private final Reply blocked = (request, out) -> {
        free.await();
        return Reply.image("image/png", IMAGE).write(request, out);
    };

    @Test
    void moreThanMayWaitAreRefusedAtOnceWithRetryAfter() throws Exception {
        try (ProxyFixture fixture =
                start(blocked, builder -> builder.concurrentFetches(1).waitingFetches(1))) {
            CompletableFuture<ReceivedResponse> running = ask(fixture, "running");
            await().until(() -> fixture.upstream.requests().size() == 1);
            CompletableFuture<ReceivedResponse> waiting = ask(fixture, "waiting");
            await().until(() -> fixture.proxy.waitingFetches() == 1);

            HttpResponse<byte[]> refused =
                    fixture.get(ProxyFixture.urls("refused").proxy());

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(2L, 5L);
            assertThat(refused.headers().firstValue("Cache-Control")).hasValue("no-store");
            free.countDown();
            assertThat(running.join().body()).isEqualTo(IMAGE);
            assertThat(waiting.join().body()).isEqualTo(IMAGE);
            assertThat(fixture.get(ProxyFixture.urls("refused").proxy()).body())
                    .as("our own lack of room is not remembered")
                    .isEqualTo(IMAGE);
        } finally {
            free.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource
    void overloadIsSentWithJitterLoggedOnceAndCounted(Container container) throws Exception {
        int refusals = 40;
        try (CapturedLog log = new CapturedLog();
                ProxyFixture fixture = start(
                        container,
                        blocked,
                        builder -> builder.concurrentFetches(1).waitingFetches(1))) {
            CompletableFuture<ReceivedResponse> running = ask(fixture, "running");
            await().until(() -> fixture.upstream.requests().size() == 1);
            CompletableFuture<ReceivedResponse> waiting = ask(fixture, "waiting");
            await().until(() -> fixture.proxy.waitingFetches() == 1);
            Set<Long> retries = new TreeSet<>();
            for (int i = 0; i < refusals; i++) {
                HttpResponse<byte[]> refused =
                        fixture.get(ProxyFixture.urls("refused-" + i).proxy());
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.body()).asString().isEqualTo(ErrorStatus.BUSY.text());
                retries.add(refused.headers().firstValueAsLong("Retry-After").orElse(0));
            }
            free.countDown();
            assertThat(running.join().body()).isEqualTo(IMAGE);
            assertThat(waiting.join().body()).isEqualTo(IMAGE);

            assertThat(retries).hasSizeGreaterThan(1).allMatch(seconds -> seconds >= 2 && seconds <= 5);
            assertThat(log.lines("images are waiting for upstream already"))
                    .as("at most once in ten seconds")
                    .hasSizeBetween(1, refusals / 2)
                    .allMatch(line -> line.contains("WARN"));
            await().untilAsserted(() -> {
                assertThat(fixture.proxy.statistics().errors()).isEqualTo(refusals);
                assertThat(fixture.proxy.statistics().requests()).isEqualTo(refusals + 2);
            });
        } finally {
            free.countDown();
        }
    }

    @Test
    void requestThatWaitsTooLongIsRejected() throws Exception {
        try (ProxyFixture fixture = start(
                blocked,
                builder -> builder.concurrentFetches(1).waitingFetches(10).longestWait(Duration.ofMillis(50)))) {
            CompletableFuture<ReceivedResponse> running = ask(fixture, "running");
            await().until(() -> fixture.upstream.requests().size() == 1);

            HttpResponse<byte[]> refused =
                    fixture.get(ProxyFixture.urls("waiting").proxy());

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(running).isNotDone();
            free.countDown();
            assertThat(running.join().body()).isEqualTo(IMAGE);
            assertThat(fixture.upstream.requests()).hasSize(1);
        } finally {
            free.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410, 422, 500})
    void errorIsCachedUntilItIsPurged(int status) throws Exception {
        try (ProxyFixture fixture = start(Reply.status(status, "no"), builder -> {})) {
            String url = ProxyFixture.urls("broken").proxy();
            int first = fixture.get(url).statusCode();

            // The fetch may still be on its way to its end, and can be joined until then.
            await().until(() -> "imgproxy4j; hit; detail=failure".equals(cacheStatus(fixture.get(url))));
            HttpResponse<byte[]> again = fixture.get(url);

            assertThat(again.statusCode()).isEqualTo(first);
            assertThat(again.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(fixture.upstream.requests()).hasSize(1);
            await().until(() -> fixture.proxy.statistics().negativeHits() >= 2);

            fixture.upstream.reply(Reply.image("image/png", IMAGE));
            fixture.proxy.purge(ProxyFixture.urls("broken").key());
            fixture.get(url).hasBody(IMAGE);
        }
    }

    /** RFC 9111, section 4.2.2: they are no statuses whose lifetime a cache may guess. */
    @ParameterizedTest
    @ValueSource(ints = {403, 429, 502, 503, 504})
    void errorThatDoesNotDependOnTheImageIsNeverCached(int status) throws Exception {
        try (ProxyFixture fixture = start(Reply.status(status, "no"), builder -> {})) {
            String url = ProxyFixture.urls("refused").proxy();
            fixture.get(url);
            fixture.settle();
            fixture.upstream.reply(Reply.image("image/png", IMAGE));

            fixture.get(url).hasBody(IMAGE);
        }
    }

    private static String cacheStatus(HttpResponse<?> response) {
        return response.headers().firstValue("Cache-Status").orElse("");
    }

    private ProxyFixture start(Reply reply, Consumer<CachingProxyBuilder> settings) throws IOException {
        return start(Container.JETTY, reply, settings);
    }

    private ProxyFixture start(Container container, Reply reply, Consumer<CachingProxyBuilder> settings)
            throws IOException {
        return given(container).storingIn(folder).with(settings).upstreamReplies(reply);
    }

    private static CompletableFuture<ReceivedResponse> ask(ProxyFixture fixture, String name) {
        return fixture.getAsync(ProxyFixture.urls(name).proxy());
    }
}
