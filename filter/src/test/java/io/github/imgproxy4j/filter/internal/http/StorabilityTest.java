package io.github.imgproxy4j.filter.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.Policies;
import io.github.imgproxy4j.filter.store.Lifetime;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What RFC 9111 lets a shared cache store, and for how long. */
class StorabilityTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String YEAR = "public, max-age=31536000";

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                // headers of upstream, separated by ;                            | stored | Cache-Control for clients
                "'' | false | public",
                "Cache-Control: max-age=31536000, public | true | " + YEAR,
                "Cache-Control: public, max-age=3600 | true | public, max-age=3600",
                "Cache-Control: MAX-AGE=3600 | true | public, max-age=3600",
                "Cache-Control: max-age=\"3600\" | true | public, max-age=3600",
                "Cache-Control: max-age='3600' | false | public, max-age=0",
                "Cache-Control: max-age=60, max-age=3600 | true | public, max-age=60",
                "Cache-Control: max-age=60; Cache-Control: s-maxage=3600 | true | public, max-age=60, s-maxage=3600",
                "Cache-Control: s-maxage=60, max-age=3600 | true | public, max-age=3600, s-maxage=60",
                "Cache-Control: max-age=60, must-revalidate, no-transform | true | public, max-age=60, must-revalidate, no-transform",
                "Cache-Control: max-age=60, immutable | true | public, max-age=60, immutable",
                "Cache-Control: max-age=60, stale-if-error=9 | true | public, max-age=60, stale-if-error=9",
                "Cache-Control: max-age=99999999999 | true | " + YEAR,
                "Cache-Control: max-age=0 | false | public, max-age=0",
                "Cache-Control: max-age=nonsense | false | public, max-age=0",
                "Cache-Control: max-age=-5 | false | public, max-age=0",
                "Cache-Control: no-cache | false | public, no-cache",
                "Cache-Control: no-cache; ETag: \"a\" | true | public, no-cache",
                "Cache-Control: no-cache, max-age=60 | false | public, max-age=60, no-cache",
                "Cache-Control: no-store | false | no-store",
                "Cache-Control: max-age=60, No-Store | false | no-store",
                "Cache-Control: max-age=60, no-store, must-understand | true | public, max-age=60, must-understand, no-store",
                "Cache-Control: private, max-age=60 | false | private, max-age=60",
                "Cache-Control: private=\"x-user\" | false | private",
                "Cache-Control: x=\"no-store\", max-age=60 | true | public, max-age=60",
                "Cache-Control: x=\"a, max-age=3600\", max-age=0 | false | public, max-age=0",
                "Set-Cookie: a=b | false | no-store",
                "Expires: Fri, 02 Jan 2026 04:04:05 GMT | true | public, max-age=3600",
                "Expires: Friday, 02-Jan-26 04:04:05 GMT | true | public, max-age=3600",
                "Expires: Fri Jan  2 04:04:05 2026 | true | public, max-age=3600",
                "Expires: 0 | false | public, max-age=0",
                "Expires: Fri, 02 Jan 2026 02:04:05 GMT | false | public, max-age=0",
                "Date: Fri, 02 Jan 2026 02:44:05 GMT; Expires: Fri, 02 Jan 2026 03:44:05 GMT | true | public, max-age=3600",
                "Date: Fri, 02 Jan 2026 03:24:05 GMT; Expires: Fri, 02 Jan 2026 04:24:05 GMT | true | public, max-age=3600",
                "Date: Fri, 02 Jan 2026 03:24:05 GMT; Expires: Fri, 02 Jan 2026 03:24:05 GMT | false | public, max-age=0",
                "Date: Fri, 02 Jan 2026 02:44:05 GMT; Expires: Fri, 02 Jan 2026 02:34:05 GMT | false | public, max-age=0",
                "Date: Fri, 02 Jan 2026 03:24:05 GMT; Cache-Control: max-age=60 | true | public, max-age=60",
                "Date: Thu, 01 Jan 2026 03:04:05 GMT; Cache-Control: max-age=60 | true | public, max-age=60",
                "Date: yesterday; Expires: Fri, 02 Jan 2026 04:04:05 GMT | true | public, max-age=3600",
                "Cache-Control: max-age=60; Expires: Fri, 02 Jan 2026 04:04:05 GMT | true | public, max-age=60",
                "Cache-Control: max-age=60; Age: 20 | true | public, max-age=60",
                "Cache-Control: max-age=60; Age: 60 | false | public, max-age=60",
                "Cache-Control: max-age=60; Age: 60, 0 | false | public, max-age=60",
                "Cache-Control: max-age=60; Age: 0, 60 | true | public, max-age=60",
                "Cache-Control: max-age=60; Age: soon | true | public, max-age=60",
                "Last-Modified: Thu, 01 Jan 2026 03:04:05 GMT | true | public",
                "CDN-Cache-Control: max-age=60; Cache-Control: no-store | true | no-store",
                "CDN-Cache-Control: no-store; Cache-Control: max-age=60 | false | public, max-age=60",
                "CDN-Cache-Control: max-age=60, &&&; Cache-Control: no-store | false | no-store",
                "CDN-Cache-Control: max-age=\"60\"; Cache-Control: no-store | false | no-store",
                "Cache-Control: max-age=60; Vary: Accept-Encoding, Origin | true | public, max-age=60",
                "Cache-Control: max-age=60; Vary: Accept | false | public, max-age=60",
                "Cache-Control: max-age=60; Vary: * | false | public, max-age=60",
                "Cache-Control: max-age=60; Vary: Origin, * | false | public, max-age=60",
            })
    void headersOfUpstreamDecide(String headers, boolean storable, String cacheControl) {
        Storability storability = storability(headers, false, null, Policies.DEFAULT);

        assertThat(storability.storable()).isEqualTo(storable);
        assertThat(storability.cacheControl()).isEqualTo(cacheControl);
    }

    @ParameterizedTest(name = "Vary: {0}")
    @CsvSource(
            delimiter = '|',
            value = {"Accept | true", "accept | true", "* | false", "Accept, DPR | true", "Cookie | true", "b3 | false"
            })
    void rfc9111Section41VaryByWhatNeverTravelsUpstreamIsStorable(String vary, boolean storable) {
        Policy negotiating = policy(Freshness.UPSTREAM, Negotiation.of("webp"));

        assertThat(storability("Cache-Control: max-age=60; Vary: " + vary, false, null, negotiating)
                        .storable())
                .isEqualTo(storable);
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(
            delimiter = '|',
            value = {
                "''                             | false",
                "Cache-Control: max-age=60      | false",
                "Cache-Control: public, max-age=60 | true",
                "Cache-Control: s-maxage=60     | true",
                "Cache-Control: must-revalidate, max-age=60 | true",
            })
    void answerToARequestWithAuthorizationNeedsAnExplicitPermission(String headers, boolean storable) {
        assertThat(storability(headers, true, null, Policies.DEFAULT).storable())
                .isEqualTo(storable);
    }

    @ParameterizedTest(name = "{0}, immutable: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''                       | true  | 99999999 | true",
                "Cache-Control: max-age=5 | true  | 4        | true",
                "Cache-Control: max-age=5 | true  | 5        | false",
                "Cache-Control: max-age=86400 | true | 99999999 | true",
                "Cache-Control: max-age=86400 | false | 86400 | false",
                "''                       | false | 0        | false",
                "Last-Modified: Fri, 02 Jan 2026 03:02:25 GMT | false | 9  | true",
                "Last-Modified: Fri, 02 Jan 2026 03:02:25 GMT | false | 10 | false",
                "Last-Modified: Sun, 02 Jan 2000 03:02:25 GMT | false | 604799 | true",
                "Last-Modified: Sun, 02 Jan 2000 03:02:25 GMT | false | 604800 | false",
            })
    void rfc9111Section422WithoutALifetimeATenthOfTheAgeOrForEverWithImmutableFreshness(
            String headers, boolean immutable, long age, boolean fresh) {
        Freshness freshness = immutable ? Freshness.IMMUTABLE : Freshness.UPSTREAM;
        Storability storability = storability(headers, false, null, policy(freshness, Negotiation.NONE));

        assertThat(freshness.isFresh(storability.lifetime(), NOW.plusSeconds(age)))
                .isEqualTo(fresh);
        assertThat(storability.cacheControl().contains("immutable")).isEqualTo(immutable && headers.isEmpty());
    }

    @Test
    void lifetimeEndsWhenThePathExpires() {
        Storability storability =
                storability("Cache-Control: max-age=60", false, NOW.plusSeconds(30), Policies.DEFAULT);

        assertThat(storability.cacheControl()).isEqualTo("public, max-age=30");
        assertThat(storability.lifetime().expiresAt()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void lifetimeAndValidatorsAreKept() {
        String headers = "Cache-Control: max-age=60, stale-while-revalidate=5, stale-if-error=10; ETag: \"source\";"
                + " Last-Modified: Thu, 01 Jan 2026 00:00:00 GMT";

        assertThat(storability(headers, false, null, Policies.DEFAULT).lifetime())
                .isEqualTo(Lifetime.builder()
                        .freshFrom(NOW)
                        .freshUntil(NOW.plusSeconds(60))
                        .staleWhileRevalidate(Duration.ofSeconds(5))
                        .staleIfError(Duration.ofSeconds(10))
                        .upstreamEtag("\"source\"")
                        .upstreamModified(Instant.parse("2026-01-01T00:00:00Z"))
                        .build());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=60                                            |",
                "max-age=60, stale-if-error=9                          | 9",
                "max-age=60, stale-if-error=999999999999999            | 31536000",
                "max-age=60, stale-if-error=9, must-revalidate         | 0",
                "max-age=60, proxy-revalidate                          | 0",
                "s-maxage=60                                           | 0",
                "s-maxage=60, stale-if-error=9                         | 9",
            })
    void upstreamMayForbidOrLimitWhatIsStale(String cacheControl, Integer seconds) {
        Lifetime lifetime = storability("Cache-Control: " + cacheControl, false, null, Policies.DEFAULT)
                .lifetime();

        assertThat(lifetime.staleIfError()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    private static Policy policy(Freshness freshness, Negotiation negotiation) {
        return new Policy(
                false, false, ServedTypes.IMAGES, TargetedFields.DEFAULT, negotiation, freshness, false, null, false);
    }

    private static Storability storability(
            String headers, boolean authorized, @Nullable Instant expiresAt, Policy policy) {
        return Storability.of(headers(headers), new Storability.Fetch(authorized, expiresAt, NOW), policy);
    }

    private static HttpHeaders headers(String lines) {
        Map<String, List<String>> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : lines.split(";", -1)) {
            if (!line.isBlank()) {
                String[] parts = line.strip().split(": ", 2);
                map.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]);
            }
        }
        return HttpHeaders.of(map, (name, value) -> true);
    }
}
