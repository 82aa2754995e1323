package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static io.github.imgproxy4j.filter.ProxyFixture.urls;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.internal.http.HttpDate;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.ManualClock;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an answer's headers mean for the next request some seconds later, in each container and with no setting. Each
 * method is named after the section that its rows are of.
 *
 * <p>Headers are separated by {@code ~}; {@code {60}} is the date a minute after the first request, and {@code {60:850}}
 * and {@code {60:c}} are the same in the obsolete forms. What becomes of the next request: {@code hit}, {@code stale} (served
 * while upstream is asked), {@code asks} (upstream is asked first), {@code makes} (nothing was stored).
 */
class CacheRulesTest {
    private static final byte[] IMAGE = Images.png(500, 1);
    private static final Pattern DATE = Pattern.compile("\\{(-?[0-9]+)(:850|:c)?}");
    private static final Map<Container, Site> SITES = new EnumMap<>(Container.class);

    @TempDir
    static Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cache-Control: max-age=100                                | 99  | hit",
                "Cache-Control: max-age=100                                | 100 | asks",
                "Cache-Control: max-age=0                                  | 0   | makes",
                "Cache-Control: max-age=100, s-maxage=200                  | 199 | hit",
                "Cache-Control: max-age=200, s-maxage=100                  | 100 | asks",
                "Cache-Control: max-age=100, s-maxage=0                    | 0   | makes",
                "Cache-Control: max-age=100 ~ Expires: {-100}              | 99  | hit",
                "Cache-Control: max-age=0 ~ Expires: {100}                 | 0   | makes",
                "Cache-Control: max-age=100 ~ Cache-Control: s-maxage=200  | 199 | hit",
                "Cache-Control: max-age=100, max-age=200                   | 100 | asks",
                "Cache-Control: max-age=200, max-age=100                   | 199 | hit",
                "Cache-Control: max-age=200 ~ Cache-Control: max-age=100   | 199 | hit",
                "Cache-Control: MAX-Age=100                                | 99  | hit",
                "Cache-Control: max-age=\"100\"                            | 99  | hit",
                "Cache-Control: max-age=100.5                              | 0   | makes",
                "Cache-Control: max-age=100s                               | 0   | makes",
                "Cache-Control: max-age=-100                               | 0   | makes",
                "Cache-Control: max-age=                                   | 0   | makes",
                "Cache-Control: ,, ,max-age=100,,                          | 99  | hit",
                "Cache-Control: max-age=99999999999999999999               | 99  | hit",
                "Cache-Control: s-maxage=99999999999999999999, max-age=1   | 99  | hit",
                "Cache-Control: max-age=00000000000000000000100            | 99  | hit",
                "Cache-Control: max-age=00000000000000000000100            | 100 | asks",
                "Expires: {100}                                            | 99  | hit",
                "Expires: {100}                                            | 100 | asks",
                "Expires: {100} ~ Date: {0}                                | 99  | hit",
                "Expires: {600} ~ Date: {500}                              | 99  | hit",
                "Expires: {600} ~ Date: {500}                              | 100 | asks",
                "Expires: {-100}                                           | 0   | makes",
                "Expires: 0                                                | 0   | makes",
                "Expires: {100} ~ Expires: {200}                           | 0   | makes",
                "Pragma: no-cache ~ Cache-Control: max-age=100             | 99  | hit",
            })
    void rfc9111Section421(String headers, int seconds, String expected) throws Exception {
        assertNext(headers, seconds, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Last-Modified: {-1000}                                    | 99     | hit",
                "Last-Modified: {-1000}                                    | 100    | asks",
                "Cache-Control: public ~ Last-Modified: {-1000}            | 99     | hit",
                "Last-Modified: {-999999999}                               | 604799 | hit",
                "Last-Modified: {-999999999}                               | 604800 | asks",
                "Last-Modified: {100}                                      | 0      | asks",
                "Last-Modified: long ago                                   | 0      | makes",
                "X-Any: thing                                              | 0      | makes",
                "ETag: \"a\"                                               | 0      | asks",
            })
    void rfc9111Section422(String headers, int seconds, String expected) throws Exception {
        assertNext(headers, seconds, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cache-Control: max-age=100 ~ Age: 40                      | 59  | hit",
                "Cache-Control: max-age=100 ~ Age: 40                      | 60  | asks",
                "Cache-Control: max-age=100 ~ Age: 100                     | 0   | makes",
                "Cache-Control: max-age=100 ~ Age: 40, 0                   | 60  | asks",
                "Cache-Control: max-age=100 ~ Age: 0, 90                   | 99  | hit",
                "Cache-Control: max-age=100 ~ Age: 40 ~ Age: 0             | 60  | asks",
                "Cache-Control: max-age=100 ~ Age: old                     | 99  | hit",
                "Cache-Control: max-age=100 ~ Age: -40                     | 99  | hit",
                "Cache-Control: max-age=100 ~ Age: 4.5                     | 99  | hit",
                "Cache-Control: max-age=100 ~ Age: 999999999999            | 0   | makes",
                "Cache-Control: max-age=100 ~ Age: 99999999999999999999    | 0   | makes",
                "Expires: {100} ~ Age: 40                                  | 60  | asks",
            })
    void rfc9111Section423(String headers, int seconds, String expected) throws Exception {
        assertNext(headers, seconds, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Expires: {100:850}                                        | 99  | hit",
                "Expires: {100:850}                                        | 100 | asks",
                "Expires: {100:c}                                          | 99  | hit",
                "Expires: {100:c}                                          | 100 | asks",
                "Last-Modified: {-1000:850}                                | 99  | hit",
                "Last-Modified: {-1000:c}                                  | 100 | asks",
                "Expires: Mon, 01-Jan-2035 00:00:00 GMT                    | 0   | makes",
                "Expires: Mon, 01 Jan 2035 00:00:00 UTC                    | 0   | makes",
                "Expires: 2035-01-01T00:00:00Z                             | 0   | makes",
                "Expires: Mon, 32 Jan 2035 00:00:00 GMT                    | 0   | makes",
            })
    void rfc9110Section567(String headers, int seconds, String expected) throws Exception {
        assertNext(headers, seconds, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cache-Control: no-store, max-age=100                      | 0   | makes",
                "Cache-Control: No-Store, max-age=100                      | 0   | makes",
                "Cache-Control: private, max-age=100                       | 0   | makes",
                "Cache-Control: private=\"X-Me\", max-age=100              | 0   | makes",
                "Cache-Control: no-store, must-understand, max-age=100     | 99  | hit",
                "Cache-Control: max-age=100 ~ Set-Cookie: a=b              | 0   | makes",
                "Cache-Control: note=\"a, no-store\", max-age=100          | 99  | hit",
                "Cache-Control: note=\"a\\\", no-store\", max-age=100      | 99  | hit",
                "Cache-Control: nothing-that-exists, max-age=100           | 99  | hit",
            })
    void rfc9111Section3(String headers, int seconds, String expected) throws Exception {
        assertNext(headers, seconds, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cache-Control: no-cache                                   | 0   | makes",
                "Cache-Control: no-cache ~ ETag: \"a\"                     | 0   | asks",
                "Cache-Control: no-cache, max-age=100 ~ ETag: \"a\"        | 0   | asks",
                "Cache-Control: no-cache ~ Last-Modified: {-1000}          | 0   | asks",
                "Cache-Control: max-age=0 ~ ETag: \"a\"                    | 0   | asks",
                "Cache-Control: max-age=100, must-revalidate               | 99  | hit",
                "Cache-Control: max-age=100, proxy-revalidate              | 100 | asks",
            })
    void rfc9111Section522(String headers, int seconds, String expected) throws Exception {
        assertNext(headers, seconds, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cache-Control: max-age=100 ~ Vary: Accept-Encoding        | 99  | hit",
                "Cache-Control: max-age=100 ~ Vary: Origin, User-Agent     | 99  | hit",
                "Cache-Control: max-age=100 ~ Vary: Cookie ~ Vary: DPR     | 99  | hit",
                "Cache-Control: max-age=100 ~ Vary: Accept                 | 0   | makes",
                "Cache-Control: max-age=100 ~ Vary: *                      | 0   | makes",
                "Cache-Control: max-age=100 ~ Vary: Origin, *              | 0   | makes",
                "Cache-Control: max-age=100 ~ Vary: Origin ~ Vary: accept  | 0   | makes",
            })
    void rfc9111Section41(String headers, int seconds, String expected) throws Exception {
        assertNext(headers, seconds, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cache-Control: max-age=100, stale-while-revalidate=50     | 149 | stale",
                "Cache-Control: max-age=100, stale-while-revalidate=50     | 150 | asks",
                "Cache-Control: max-age=100, stale-while-revalidate=50, must-revalidate | 100 | asks",
                "Cache-Control: s-maxage=100                               | 100 | asks",
                "Cache-Control: s-maxage=100, stale-while-revalidate=50    | 149 | stale",
            })
    void rfc5861Section3(String headers, int seconds, String expected) throws Exception {
        assertNext(headers, seconds, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CDN-Cache-Control: max-age=100 ~ Cache-Control: max-age=0 | 99  | hit",
                "CDN-Cache-Control: max-age=100 ~ Cache-Control: no-store  | 99  | hit",
                "CDN-Cache-Control: max-age=100 ~ Expires: {-100}          | 99  | hit",
                "CDN-Cache-Control: no-store ~ Cache-Control: max-age=100  | 0   | makes",
                "CDN-Cache-Control: max-age=0 ~ Cache-Control: max-age=100 | 0   | makes",
                "CDN-Cache-Control: max-age=100;a=b ~ Cache-Control: no-store | 99 | hit",
                "CDN-Cache-Control: max-age=\"100\" ~ Cache-Control: no-store | 0 | makes",
                "CDN-Cache-Control: max-age=100, max-age=200               | 199 | hit",
                "CDN-Cache-Control: max-age=200, max-age=100               | 100 | asks",
                "CDN-Cache-Control: max-age=200 ~ CDN-Cache-Control: max-age=100 | 100 | asks",
                "CDN-Cache-Control: max-age=a, max-age=100 ~ Cache-Control: no-store | 99 | hit",
                "CDN-Cache-Control: max-age=100, max-age=a ~ Cache-Control: no-store | 0 | makes",
                "CDN-Cache-Control: max-age ~ Cache-Control: max-age=100   | 99  | hit",
                "CDN-Cache-Control: &$! ~ Cache-Control: max-age=100       | 99  | hit",
                "CDN-Cache-Control: max-age=100 ~ Age: 40                  | 60  | asks",
                "Surrogate-Control: max-age=100 ~ Cache-Control: no-store  | 0   | makes",
            })
    void rfc9213Section22(String headers, int seconds, String expected) throws Exception {
        assertNext(headers, seconds, expected);
    }

    private static void assertNext(String headers, int seconds, String expected) throws Exception {
        for (Container container : Container.values()) {
            Site site = SITES.computeIfAbsent(container, Site::start);
            assertThat(site.next(headers, seconds)).as(container.name()).isEqualTo(expected);
        }
    }

    @AfterAll
    static void close() throws IOException {
        for (Site site : SITES.values()) {
            site.close();
        }
        SITES.clear();
    }

    /** One proxy for all rows, each with an image of its own. */
    private static final class Site implements Closeable {
        private final ManualClock clock = new ManualClock();
        private final ProxyFixture proxy;
        private int images;

        private Site(Container container) throws IOException {
            proxy = given(container)
                    .storingIn(folder.resolve(container.name()))
                    .with(builder -> builder.clock(clock))
                    .upstreamReplies(Reply.image("image/png", IMAGE));
        }

        static Site start(Container container) {
            try {
                return new Site(container);
            } catch (IOException unusable) {
                throw new AssertionError(unusable);
            }
        }

        String next(String headers, int seconds) throws Exception {
            ImageUrls image = urls("image-" + images++);
            proxy.upstreamReplies(reply(headers));
            proxy.get(image.proxy()).hasStatus(200).hasBody(IMAGE);
            proxy.settle();
            clock.forward(Duration.ofSeconds(seconds));
            String status =
                    proxy.get(image.proxy()).hasStatus(200).hasBody(IMAGE).header("Cache-Status");
            proxy.settle();
            return status.contains("-stale")
                    ? "stale"
                    : status.contains("; hit") ? "hit" : status.contains("fwd=stale") ? "asks" : "makes";
        }

        private Reply reply(String headers) {
            String head = DATE.matcher(headers)
                    .replaceAll(date -> date(
                            clock.instant().plusSeconds(Long.parseLong(date.group(1))),
                            date.group(2) == null ? "" : date.group(2)))
                    .replaceAll("\\s*~\\s*", "\r\n");
            return (request, out) -> {
                out.write(("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: " + IMAGE.length + "\r\n"
                                + head + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
                out.write(IMAGE);
                out.flush();
                return true;
            };
        }

        private static String date(Instant time, String form) {
            String pattern = form.equals(":850") ? "EEEE, dd-MMM-yy HH:mm:ss 'GMT'" : "EEE MMM ppd HH:mm:ss yyyy";
            return form.isEmpty()
                    ? HttpDate.format(time)
                    : DateTimeFormatter.ofPattern(pattern, Locale.US)
                            .withZone(ZoneOffset.UTC)
                            .format(time);
        }

        @Override
        public void close() throws IOException {
            proxy.close();
        }
    }
}
