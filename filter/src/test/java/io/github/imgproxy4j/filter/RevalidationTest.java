package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.store.FreshnessRule;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.ManualClock;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored variants that get old: RFC 9111, section 4.3, and RFC 5861. */
class RevalidationTest {
    private static final byte[] OLD = Images.png(30_000, 1);
    private static final byte[] NEW = Images.png(20_000, 2);
    private static final Reply MAKE_OLD = Reply.image(
            "image/png",
            OLD,
            "Cache-Control: public, max-age=60",
            "ETag: \"source-1\"",
            "Last-Modified: Thu, 01 Jan 2026 00:00:00 GMT");
    private static final Reply MAKE_NEW =
            Reply.image("image/png", NEW, "Cache-Control: public, max-age=60", "ETag: \"source-2\"");
    private static final Reply STILL_THE_SAME = (request, out) -> {
        Reply.head(out, 304, "image/png", "Cache-Control: public, max-age=600", "ETag: \"source-1\"");
        out.flush();
        return true;
    };

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private final ImageUrls urls = ProxyFixture.urls("cat.jpg");

    private ProxyFixture start(Container container, Consumer<CachingProxyBuilder> settings) throws Exception {
        ProxyFixture fixture = given(container)
                .storingIn(folder)
                .with(builder -> settings.accept(builder.clock(clock).freshness(FreshnessRule.UPSTREAM)))
                .upstreamReplies(MAKE_OLD);
        fixture.get(urls.proxy());
        await().until(() -> fixture.proxy.statistics().stored() == 1);
        return fixture;
    }

    @ParameterizedTest
    @EnumSource
    void confirmedByUpstreamIsKeptWithANewLifetime(Container container) throws Exception {
        for (long memory : new long[] {0, 1_000_000_000}) {
            try (ProxyFixture fixture = start(container, builder -> builder.memoryTierBytes(memory))) {
                String etag = header(fixture.get(urls.proxy()), "ETag");
                clock.forward(Duration.ofSeconds(61));
                fixture.upstream.reply(STILL_THE_SAME);

                HttpResponse<byte[]> confirmed = fixture.get(urls.proxy());
                assertThat(confirmed.body()).isEqualTo(OLD);
                assertThat(header(confirmed, "Cache-Status"))
                        .isEqualTo("imgproxy4j; fwd=stale; fwd-status=304; stored");
                assertThat(fixture.upstream.requests().get(1).headers())
                        .contains("If-None-Match: \"source-1\"", "If-Modified-Since: Thu, 01 Jan 2026 00:00:00 GMT");
                await().until(() -> fixture.proxy.statistics().stored() == 2);

                clock.forward(Duration.ofSeconds(599));
                HttpResponse<byte[]> hit = fixture.get(urls.cached());
                assertThat(hit.body()).isEqualTo(OLD);
                assertThat(header(hit, "ETag")).isEqualTo(etag);
                assertThat(header(hit, "Cache-Control")).isEqualTo("public, max-age=600");
                assertThat(header(hit, "Age")).isEqualTo("599");
                assertThat(fixture.upstream.requests()).hasSize(2);
                fixture.proxy.purgeAll();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void newResponseOfUpstreamReplacesTheStoredVariant(Container container) throws Exception {
        try (ProxyFixture fixture = start(container, builder -> {})) {
            String oldTag = header(fixture.get(urls.proxy()), "ETag");
            clock.forward(Duration.ofSeconds(61));
            fixture.upstream.reply(MAKE_NEW);

            HttpResponse<byte[]> replaced = fixture.get(urls.proxy(), "If-None-Match", oldTag);
            assertThat(replaced.statusCode()).isEqualTo(200);
            assertThat(replaced.body()).isEqualTo(NEW);
            assertThat(header(replaced, "Cache-Status")).isEqualTo("imgproxy4j; fwd=stale; fwd-status=200; stored");
            await().until(() -> fixture.proxy.statistics().stored() == 2);
            HttpResponse<byte[]> hit = fixture.get(urls.cached());
            assertThat(hit.body()).isEqualTo(NEW);
            assertThat(header(hit, "ETag")).isNotEqualTo(oldTag);
            assertThat(fixture.proxy.inventory(10).count()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cacheRouteNeverGoesUpstream(Container container) throws Exception {
        try (ProxyFixture fixture = start(container, builder -> {})) {
            fixture.get(urls.cached()).hasStatus(200);
            clock.forward(Duration.ofSeconds(61));

            fixture.get(urls.cached()).hasStatus(404);
            assertThat(fixture.upstream.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oldOneIsServedWhileUpstreamIsAskedOnce(Container container) throws Exception {
        CountDownLatch allServed = new CountDownLatch(1);
        try (ProxyFixture fixture = start(container, builder -> builder.staleWhileRevalidate(Duration.ofSeconds(30)))) {
            clock.forward(Duration.ofSeconds(80));
            fixture.upstream.reply((request, out) -> {
                allServed.await();
                return MAKE_NEW.write(request, out);
            });

            for (int i = 0; i < 5; i++) {
                HttpResponse<byte[]> stale = fixture.get(urls.proxy());
                assertThat(stale.body()).isEqualTo(OLD);
                assertThat(header(stale, "Cache-Status")).matches("imgproxy4j; hit; detail=(memory|file)-stale");
                assertThat(header(stale, "Age")).isEqualTo("80");
                fixture.get(urls.cached()).hasBody(OLD);
            }
            allServed.countDown();
            await().untilAsserted(
                            () -> assertThat(fixture.get(urls.proxy()).body()).isEqualTo(NEW));
            assertThat(fixture.upstream.requests()).hasSize(2);
        }
    }

    @Test
    void oldOneGoesWhenUpstreamForbidsToStoreWhatItMakesInTheBackground() throws Exception {
        try (ProxyFixture fixture =
                start(Container.JETTY, builder -> builder.staleWhileRevalidate(Duration.ofSeconds(30)))) {
            clock.forward(Duration.ofSeconds(70));
            fixture.upstream.reply(Reply.image("image/png", NEW, "Cache-Control: no-store"));

            fixture.get(urls.proxy()).hasBody(OLD);
            fixture.settle();

            fixture.get(urls.cached()).hasStatus(404);
            fixture.get(urls.proxy()).hasBody(NEW);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 429})
    void oldOneIsServedInsteadOfAnErrorWithinTheLimit(int status) throws Exception {
        try (ProxyFixture fixture = start(Container.JETTY, builder -> builder.staleIfError(Duration.ofSeconds(100)))) {
            fixture.upstream.reply(Reply.status(status, "error"));

            clock.forward(Duration.ofSeconds(159));
            HttpResponse<byte[]> stale = fixture.get(urls.proxy());
            assertThat(stale.body()).isEqualTo(OLD);
            assertThat(header(stale, "Cache-Status")).isEqualTo("imgproxy4j; fwd=stale; fwd-status=" + status);
            fixture.settle();

            clock.forward(Duration.ofSeconds(1));
            assertThat(fixture.get(urls.proxy()).statusCode()).isGreaterThanOrEqualTo(500);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oldOneIsServedWhenUpstreamCannotBeReachedOrSendsNoImage(Container container) throws Exception {
        try (ProxyFixture fixture = start(container, builder -> builder.staleIfError(Duration.ofSeconds(100)))) {
            clock.forward(Duration.ofSeconds(61));
            for (Reply broken : List.of(
                    Reply.image("text/html", NEW), Reply.cut("image/png", NEW, 0), Reply.image("image/jpeg", NEW))) {
                fixture.upstream.reply(broken);
                fixture.get(urls.proxy()).hasBody(OLD);
                fixture.settle();
                clock.forward(Duration.ofSeconds(6)); // Failures are remembered for 5 s.
            }
            assertThat(fixture.upstream.requests()).hasSize(4);
            fixture.upstream.close();
            fixture.get(urls.proxy()).hasBody(OLD);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 500", "0, 503", "30, 500"})
    void failedRevalidationIsNotTriedAgainOnEachRequest(int staleWhileRevalidateSeconds, int status) throws Exception {
        try (ProxyFixture fixture = start(
                Container.JETTY,
                builder -> builder.staleWhileRevalidate(Duration.ofSeconds(staleWhileRevalidateSeconds))
                        .staleIfError(Duration.ofSeconds(100)))) {
            clock.forward(Duration.ofSeconds(65));
            fixture.upstream.reply(Reply.status(status, "error"));
            fixture.get(urls.proxy()).hasBody(OLD);
            await().until(() -> fixture.upstream.requests().size() == 2 && fixture.proxy.fetchesInProgress() == 0);

            for (int i = 0; i < 5; i++) {
                fixture.get(urls.proxy()).hasBody(OLD);
            }
            await().until(() -> fixture.proxy.fetchesInProgress() == 0);
            assertThat(fixture.upstream.requests()).hasSize(2);
        }
    }

    @Test
    void failedRevalidationIsTriedAgainAfterAWhileAndAfterAPurge() throws Exception {
        try (ProxyFixture fixture = start(Container.JETTY, builder -> builder.staleIfError(Duration.ofSeconds(100)))) {
            clock.forward(Duration.ofSeconds(61));
            fixture.upstream.reply(Reply.status(500, "error"));
            fixture.get(urls.proxy());
            fixture.settle();
            clock.forward(Duration.ofSeconds(6));
            fixture.upstream.reply(MAKE_NEW);

            fixture.get(urls.proxy()).hasBody(NEW);

            fixture.settle();
            clock.forward(Duration.ofSeconds(61));
            fixture.upstream.reply(Reply.status(500, "error"));
            fixture.get(urls.proxy());
            fixture.settle();
            fixture.proxy.purgeAll();
            fixture.upstream.reply(MAKE_OLD);
            fixture.get(urls.proxy()).hasBody(OLD);
        }
    }

    @Test
    void errorOfTheSourceIsNotHiddenBehindTheOldOne() throws Exception {
        try (ProxyFixture fixture = start(Container.JETTY, builder -> builder.staleIfError(Duration.ofSeconds(100)))) {
            clock.forward(Duration.ofSeconds(61));
            fixture.upstream.reply(Reply.status(404, "gone"));

            fixture.get(urls.proxy()).hasStatus(404);
        }
    }

    @Test
    void unexpectedNotModifiedIsAnError() throws IOException, InterruptedException {
        try (ProxyFixture fixture = given(Container.JETTY).storingIn(folder).upstreamReplies(STILL_THE_SAME)) {
            fixture.get(urls.proxy()).hasStatus(502);
        }
    }

    @ParameterizedTest
    @EnumSource
    void immutableOnesStayWhateverUpstreamSaidAndTheirAgeDoesNotOutliveThem(Container container) throws Exception {
        try (ProxyFixture fixture = start(
                container,
                builder -> builder.freshness(FreshnessRule.IMMUTABLE).shortestLifetime(Duration.ofSeconds(60)))) {
            clock.forward(Duration.ofSeconds(59));
            assertThat(header(fixture.get(urls.cached()), "Age")).isEqualTo("59");

            clock.forward(Duration.ofDays(1000));
            HttpResponse<byte[]> hit = fixture.get(urls.cached());
            assertThat(hit.body()).isEqualTo(OLD);
            assertThat(header(hit, "Age")).isEmpty();
            assertThat(fixture.upstream.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void expOfThePathEndsStoredCopiesOnBothRoutes(Container container) throws Exception {
        ImageUrls expiring = ProxyFixture.IMGPROXY
                .image("local:///cat.jpg")
                .option("exp", clock.instant().getEpochSecond() + 100)
                .urls();
        try (ProxyFixture fixture = start(container, builder -> builder.freshness(FreshnessRule.IMMUTABLE))) {
            fixture.get(expiring.proxy());
            await().until(() -> fixture.get(expiring.cached()).statusCode() == 200);

            clock.forward(Duration.ofSeconds(100));
            fixture.get(expiring.cached()).hasStatus(404);
            fixture.get(expiring.proxy()).hasStatus(404);
            assertThat(fixture.upstream.requests()).hasSize(2);
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
