package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.internal.http.HttpDate;
import io.github.imgproxy4j.filter.store.FreshnessRule;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.ManualClock;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients see of the rules of caching, without any setting; each test names the section that it is of. */
class HttpCachingTest {
    private static final byte[] OLD = Images.png(5_000, 1);

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private final ImageUrls urls = ProxyFixture.urls("cat.jpg");

    private ProxyFixture start(Container container, String... headers) throws Exception {
        return given(container)
                .storingIn(folder)
                .with(builder -> builder.clock(clock))
                .upstreamReplies(Reply.image("image/png", OLD, headers));
    }

    /** Has the variant stored, and lets it become stale if it is fresh for a minute. */
    private void storeForAMinute(ProxyFixture fixture) throws Exception {
        fixture.get(urls.proxy());
        fixture.settle();
        clock.forward(Duration.ofSeconds(61));
    }

    private HttpResponse<byte[]> again(ProxyFixture fixture) throws Exception {
        fixture.settle();
        return fixture.get(urls.proxy());
    }

    private static Reply error(int status, String... headers) {
        return (request, out) -> {
            Reply.head(out, status, "text/plain", "Content-Length: 0", headers);
            out.flush();
            return true;
        };
    }

    @ParameterizedTest
    @EnumSource
    void rfc9111Section522DirectivesReachClientsAndTheStoreGoesByTheSharedOne(Container container) throws Exception {
        String directives = "max-age=60, s-maxage=86400, must-revalidate, no-transform, stale-if-error=5";
        try (ProxyFixture fixture = start(container, "Cache-Control: " + directives)) {
            assertThat(header(fixture.get(urls.proxy()), "Cache-Control")).isEqualTo("public, " + directives);
            clock.forward(Duration.ofSeconds(86_399));

            HttpResponse<byte[]> hit = again(fixture);
            assertThat(header(hit, "Cache-Control")).isEqualTo("public, " + directives);
            assertThat(header(hit, "Cache-Status")).contains("hit");
            clock.forward(Duration.ofSeconds(1));
            assertThat(header(again(fixture), "Cache-Status")).contains("fwd=stale");
        }
    }

    /** As Traefik, Caddy and others do where compression is on: what they send depends on what they are asked for. */
    @ParameterizedTest
    @EnumSource
    void rfc9111Section41CompressionOnDemandBeforeImgproxyPreventsNoStoring(Container container) throws Exception {
        try (ProxyFixture fixture = start(container)) {
            fixture.upstream.reply((request, out) -> {
                boolean compresses = request.headers().stream()
                        .anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("accept-encoding: "));
                byte[] body = compresses ? gzipped(OLD) : OLD;
                Reply.head(
                        out,
                        200,
                        "image/png",
                        "Content-Length: " + body.length,
                        "Cache-Control: max-age=600",
                        "Vary: Accept-Encoding",
                        compresses ? "Content-Encoding: gzip" : "X-Compressed: no");
                out.write(body);
                out.flush();
                return true;
            });
            fixture.get(urls.proxy(), "Accept-Encoding", "gzip, br")
                    .hasHeaderMatching("Cache-Status", ".*; stored.*")
                    .hasBody(OLD);
            fixture.settle();
            fixture.get(urls.proxy(), "Accept-Encoding", "gzip, br")
                    .hasHeaderMatching("Cache-Status", ".*; hit.*")
                    .hasBody(OLD);
            fixture.get(urls.proxy())
                    .hasHeaderMatching("Cache-Status", ".*; hit.*")
                    .hasBody(OLD);
            fixture.hasFetched(1);
        }
    }

    private static byte[] gzipped(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"JETTY, ''", "TOMCAT, ''", "JETTY, Vary: Accept-Encoding", "TOMCAT, 'Vary: Origin, Accept-Encoding'"})
    void rfc9111Section32A304ChangesWhatItSaysAndLeavesTheRest(Container container, String more) throws Exception {
        String[] headers = Arrays.stream(new String[] {"Cache-Control: max-age=60", "ETag: \"a\"", more})
                .filter(header -> !header.isEmpty())
                .toArray(String[]::new);
        try (ProxyFixture fixture = start(container, headers)) {
            fixture.get(urls.proxy());
            fixture.upstream.reply(error(304));
            for (int round = 1; round <= 3; round++) {
                clock.forward(Duration.ofSeconds(59));
                assertThat(header(again(fixture), "Cache-Status")).contains("; hit");
                clock.forward(Duration.ofSeconds(1));
                HttpResponse<byte[]> confirmed = again(fixture);
                assertThat(confirmed.body()).isEqualTo(OLD);
                assertThat(header(confirmed, "Cache-Status")).contains("fwd-status=304");
                assertThat(header(confirmed, "Cache-Control")).isEqualTo("public, max-age=60");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "JETTY, W/\"a\", '; hit'", "TOMCAT, W/\"a\", '; hit'",
        "JETTY, \"a\", '; hit'", "TOMCAT, \"b\", fwd=stale",
        "JETTY, \"b\", fwd=stale"
    })
    void rfc9111Section434A304WithAnotherStrongTagChangesNothing(Container container, String etag, String next)
            throws Exception {
        try (ProxyFixture fixture = start(container, "Cache-Control: max-age=60", "ETag: \"a\"")) {
            fixture.get(urls.proxy());
            fixture.settle();
            clock.forward(Duration.ofSeconds(60));
            fixture.upstream.reply(error(304, "Cache-Control: max-age=600", "ETag: " + etag));
            assertThat(again(fixture).body()).isEqualTo(OLD);
            clock.forward(Duration.ofSeconds(60));
            HttpResponse<byte[]> later = again(fixture);
            assertThat(later.body()).isEqualTo(OLD);
            assertThat(header(later, "Cache-Status")).contains(next);
        }
    }

    /** A setting that vouches for images does not vouch for placeholders. */
    @ParameterizedTest
    @CsvSource({
        "JETTY, max-age=5, 'public, max-age=5', 5, fwd=stale",
        "TOMCAT, 's-maxage=86399, max-age=5', 'public, max-age=5, s-maxage=86399', 86399, fwd=stale",
        "JETTY, max-age=31536000, 'public, max-age=31536000, immutable', 99999999, '; hit'",
        "TOMCAT, max-age=86400, 'public, max-age=86400', 99999999, '; hit'",
        "JETTY, public, 'public, max-age=31536000, immutable', 99999999, '; hit'",
        "TOMCAT, 'max-age=0', 'public, max-age=0', 0, fwd=uri-miss",
    })
    void rfc9111Section421ShortLifetimesCountEvenWithImmutableFreshness(
            Container container, String upstreams, String clients, long seconds, String next) throws Exception {
        try (ProxyFixture fixture = ProxyFixture.given(container)
                .storingIn(folder)
                .with(builder -> builder.clock(clock).freshness(FreshnessRule.IMMUTABLE))
                .upstreamReplies(Reply.image("image/png", OLD, "Cache-Control: " + upstreams))) {
            fixture.get(urls.proxy()).hasHeader("Cache-Control", clients);
            fixture.settle();
            clock.forward(Duration.ofSeconds(seconds));
            assertThat(header(again(fixture), "Cache-Status")).contains(next);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rfc9111Section422AHeuristicLifetimeIsNeverSentToClients(Container container) throws Exception {
        try (ProxyFixture fixture = start(
                container,
                "Cache-Control: public",
                "Last-Modified: " + http(clock.instant().minusSeconds(1000)))) {
            assertThat(header(fixture.get(urls.proxy()), "Cache-Control")).isEqualTo("public");
            clock.forward(Duration.ofSeconds(99));
            assertThat(header(again(fixture), "Cache-Status")).contains("; hit");
            clock.forward(Duration.ofSeconds(2));
            assertThat(header(again(fixture), "Cache-Status")).contains("fwd=stale");
        }
    }

    @ParameterizedTest
    @EnumSource
    void rfc9111Section5224NoCacheWithAValidatorIsStoredAndRevalidated(Container container) throws Exception {
        try (ProxyFixture fixture = start(container, "Cache-Control: no-cache", "ETag: \"a\"")) {
            fixture.get(urls.proxy());
            fixture.upstream.reply(error(304));
            assertThat(again(fixture).body()).isEqualTo(OLD);
            assertThat(fixture.upstream.requests().get(1).headers()).contains("If-None-Match: \"a\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"JETTY, 404", "TOMCAT, 404", "JETTY, 410", "TOMCAT, 410", "JETTY, 451", "TOMCAT, 451"})
    void rfc9111Section433WhatIsGoneDoesNotComeBackWhenUpstreamFails(Container container, int status) throws Exception {
        try (ProxyFixture fixture =
                start(container, "Cache-Control: max-age=60, stale-if-error=86400", "ETag: \"a\"")) {
            storeForAMinute(fixture);
            fixture.upstream.reply(error(status));
            assertThat(again(fixture).statusCode()).isEqualTo(status);
            fixture.settle();
            fixture.upstream.reply(error(500));
            clock.forward(Duration.ofSeconds(61));
            assertThat(again(fixture).statusCode()).isEqualTo(502);
        }
    }

    @ParameterizedTest
    @CsvSource({"JETTY, 400", "TOMCAT, 403", "JETTY, 409", "TOMCAT, 413", "JETTY, 422", "TOMCAT, 499"})
    void rfc9110Section155ClientErrorsOfUpstreamAreItsOwnWord(Container container, int status) throws Exception {
        try (ProxyFixture fixture =
                start(container, "Cache-Control: max-age=60, stale-if-error=86400", "ETag: \"a\"")) {
            storeForAMinute(fixture);
            fixture.upstream.reply(error(status));
            assertThat(again(fixture).statusCode()).isEqualTo(status);
            clock.forward(Duration.ofMinutes(10));
            fixture.upstream.reply(error(500));
            assertThat(again(fixture).body()).as("it is not gone").isEqualTo(OLD);
        }
    }

    @ParameterizedTest
    @CsvSource({"JETTY, 405", "TOMCAT, 407", "JETTY, 408", "TOMCAT, 426", "JETTY, 429"})
    void rfc9110Section155WhatIsAboutOurOwnRequestIsAFailure(Container container, int status) throws Exception {
        try (ProxyFixture fixture =
                start(container, "Cache-Control: max-age=60, stale-if-error=86400", "ETag: \"a\"")) {
            storeForAMinute(fixture);
            fixture.upstream.reply(error(status));
            assertThat(again(fixture).body()).isEqualTo(OLD);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rfc9111Section433WhatIsGoneIsRemovedThoughTheTextOfTheErrorIsCut(Container container) throws Exception {
        try (ProxyFixture fixture =
                start(container, "Cache-Control: max-age=60, stale-if-error=86400", "ETag: \"a\"")) {
            storeForAMinute(fixture);
            fixture.upstream.reply((request, out) -> {
                Reply.head(out, 404, "text/plain", "Content-Length: 100");
                out.flush();
                return false;
            });
            assertThat(again(fixture).statusCode()).isEqualTo(404);
            fixture.settle();
            fixture.upstream.reply(error(500));
            clock.forward(Duration.ofSeconds(61));
            assertThat(again(fixture).statusCode()).isEqualTo(502);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rfc9111Section433WhatIsFoundGoneInTheBackgroundIsRemoved(Container container) throws Exception {
        try (ProxyFixture fixture = start(container, "Cache-Control: max-age=60, stale-while-revalidate=60")) {
            storeForAMinute(fixture);
            fixture.upstream.reply(error(410));
            assertThat(again(fixture).body()).isEqualTo(OLD);
            assertThat(again(fixture).statusCode()).isEqualTo(410);
            fixture.get(urls.cached()).hasStatus(404);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rfc5861UpstreamsWordOnStaleImagesCounts(Container container) throws Exception {
        try (ProxyFixture fixture = start(container, "Cache-Control: max-age=60, stale-if-error=100")) {
            fixture.get(urls.proxy());
            fixture.upstream.reply(error(503, "Cache-Control: no-store"));
            fixture.settle();
            clock.forward(Duration.ofSeconds(159));
            assertThat(again(fixture).body()).isEqualTo(OLD);
            clock.forward(Duration.ofSeconds(10));
            assertThat(again(fixture).statusCode()).isEqualTo(503);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rfc9110Section661DateOfAStoredAnswerIsItsOwn(Container container) throws Exception {
        String made = http(clock.instant());
        try (ProxyFixture fixture = start(container, "Cache-Control: max-age=600", "Date: " + made)) {
            fixture.get(urls.proxy());
            clock.forward(Duration.ofMinutes(5));
            HttpResponse<byte[]> hit = again(fixture);
            assertThat(hit.headers().allValues("Date")).containsExactly(made);
            assertThat(header(hit, "Age")).isEqualTo("300");
        }
    }

    @ParameterizedTest
    @EnumSource
    void rfc9110Section88TheFirstAnswerCarriesValidators(Container container) throws Exception {
        Reply atOnce = (request, out) -> {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            boolean open = Reply.image("image/png", OLD).write(request, all);
            out.write(all.toByteArray());
            out.flush();
            return open;
        };
        try (ProxyFixture fixture = start(container)) {
            fixture.upstream.reply(atOnce);
            HttpResponse<byte[]> miss = fixture.get(urls.proxy());
            assertThat(header(miss, "Last-Modified")).isEqualTo(http(clock.instant()));
            assertThat(header(miss, "ETag")).isEqualTo(header(again(fixture), "ETag"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "JETTY, 404, no-store, 0, 2", "TOMCAT, 404, no-store, 0, 2",
        "JETTY, 404, max-age=600, 599, 1", "TOMCAT, 404, max-age=4, 5, 2",
        "JETTY, 400, max-age=600, 400, 1", "TOMCAT, 403, no-transform, 0, 2",
    })
    void rfc9111Section3ErrorsAreCachedAsUpstreamSays(
            Container container, int status, String cacheControl, int seconds, int requests) throws Exception {
        try (ProxyFixture fixture = start(container)) {
            fixture.upstream.reply(error(status, "Cache-Control: " + cacheControl));
            fixture.get(urls.proxy()).hasStatus(status);
            // Up to a quarter of the time is taken off.
            clock.forward(Duration.ofSeconds(requests == 1 ? seconds * 3L / 4 : seconds));
            assertThat(again(fixture).statusCode()).isEqualTo(status);
            assertThat(fixture.upstream.requests()).hasSize(requests);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rfc9213TargetedFieldIsObeyedAndNotPassedOn(Container container) throws Exception {
        try (ProxyFixture fixture = start(container, "Cache-Control: max-age=1", "CDN-Cache-Control: max-age=600")) {
            HttpResponse<byte[]> miss = fixture.get(urls.proxy());
            assertThat(miss.headers().map()).doesNotContainKey("cdn-cache-control");
            assertThat(header(miss, "Cache-Control")).isEqualTo("public, max-age=1");
            clock.forward(Duration.ofSeconds(599));
            assertThat(header(again(fixture), "Cache-Status")).contains("; hit");
        }
    }

    private static String http(Instant time) {
        return HttpDate.format(time);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
