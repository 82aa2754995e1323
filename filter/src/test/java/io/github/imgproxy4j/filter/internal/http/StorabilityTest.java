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
    private static final String YEAR = "public, max-age=31536000, immutable";

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                // headers of upstream, separated by ;                            | stored | Cache-Control for clients
                "''                                                                | true  | " + YEAR,
                "Cache-Control: max-age=31536000, public                           | true  | " + YEAR,
                "Cache-Control: public, max-age=3600                               | true  | public, max-age=3600",
                "Cache-Control: MAX-AGE=3600                                       | true  | public, max-age=3600",
                "Cache-Control: max-age=\"3600\"                                   | true  | public, max-age=3600",
                "Cache-Control: max-age=60, max-age=3600                           | true  | public, max-age=60",
                "Cache-Control: max-age=60; Cache-Control: s-maxage=3600           | true  | public, max-age=3600",
                "Cache-Control: s-maxage=60, max-age=3600                          | true  | public, max-age=60",
                "Cache-Control: max-age=99999999999                                | true  | " + YEAR,
                "Cache-Control: max-age=0                                          | false | no-cache",
                "Cache-Control: max-age=nonsense                                   | false | no-cache",
                "Cache-Control: max-age=-5                                         | false | no-cache",
                "Cache-Control: no-cache                                           | false | no-cache",
                "Cache-Control: no-cache, max-age=60                               | false | no-cache",
                "Cache-Control: no-store                                           | false | no-store",
                "Cache-Control: max-age=60, No-Store                               | false | no-store",
                "Cache-Control: private, max-age=60                                | false | private",
                "Cache-Control: private=\"x-user\"                                 | false | private",
                "Cache-Control: x=\"no-store\", max-age=60                         | true  | public, max-age=60",
                "Set-Cookie: a=b                                                   | false | no-store",
                "Expires: Fri, 02 Jan 2026 04:04:05 GMT                            | true  | public, max-age=3600",
                "Expires: 0                                                        | false | no-cache",
                "Expires: Fri, 02 Jan 2026 02:04:05 GMT                            | false | no-cache",
                // Upstream's clock is 20 minutes behind; its lifetime is an hour all the same.
                "Date: Fri, 02 Jan 2026 02:44:05 GMT; Expires: Fri, 02 Jan 2026 03:44:05 GMT | true | public, max-age=3600",
                // And here 20 minutes ahead.
                "Date: Fri, 02 Jan 2026 03:24:05 GMT; Expires: Fri, 02 Jan 2026 04:24:05 GMT | true | public, max-age=3600",
                "Date: Fri, 02 Jan 2026 03:24:05 GMT; Expires: Fri, 02 Jan 2026 03:24:05 GMT | false | no-cache",
                "Date: Fri, 02 Jan 2026 02:44:05 GMT; Expires: Fri, 02 Jan 2026 02:34:05 GMT | false | no-cache",
                "Date: Fri, 02 Jan 2026 03:24:05 GMT; Cache-Control: max-age=60    | true  | public, max-age=60",
                "Date: Thu, 01 Jan 2026 03:04:05 GMT; Cache-Control: max-age=60    | true  | public, max-age=60",
                "Date: yesterday; Expires: Fri, 02 Jan 2026 04:04:05 GMT           | true  | public, max-age=3600",
                "Cache-Control: max-age=60; Expires: Fri, 02 Jan 2026 04:04:05 GMT | true  | public, max-age=60",
                "Cache-Control: max-age=60; Age: 20                                | true  | public, max-age=40",
                "Cache-Control: max-age=60; Age: 60                                | false | no-cache",
                "Cache-Control: max-age=60; Age: soon                              | true  | public, max-age=60",
                "Vary: Accept                                                      | false | " + YEAR,
                "Vary: *                                                           | false | " + YEAR,
            })
    void headersOfUpstreamDecide(String headers, boolean storable, String cacheControl) {
        Storability storability = storability(headers, false, null, Policies.DEFAULT);

        assertThat(storability.storable()).isEqualTo(storable);
        assertThat(storability.cacheControl()).isEqualTo(cacheControl);
    }

    @ParameterizedTest(name = "Vary: {0}")
    @CsvSource(
            delimiter = '|',
            value = {"Accept | true", "accept | true", "* | false", "Accept, DPR | false", "Cookie | false"})
    void varyByAcceptIsStorableWhereItIsNegotiatedAndAnyOtherIsNot(String vary, boolean storable) {
        Policy negotiating = policy(Duration.ZERO, Negotiation.of("webp"));

        assertThat(storability("Vary: " + vary, false, null, negotiating).storable())
                .isEqualTo(storable);
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(
            delimiter = '|',
            value = {
                "''                             | false",
                "Cache-Control: max-age=60      | false",
                "Cache-Control: public          | true",
                "Cache-Control: s-maxage=60     | true",
                "Cache-Control: must-revalidate | true",
            })
    void answerToARequestWithAuthorizationNeedsAnExplicitPermission(String headers, boolean storable) {
        assertThat(storability(headers, true, null, Policies.DEFAULT).storable())
                .isEqualTo(storable);
    }

    @ParameterizedTest(name = "max-age={0}")
    @CsvSource({"59, false", "60, false", "61, true"})
    void lifetimeAtOrBelowTheSettingIsNotStored(int maxAge, boolean storable) {
        Policy policy = policy(Duration.ofSeconds(60), Negotiation.NONE);

        Storability storability = storability("Cache-Control: max-age=" + maxAge, false, null, policy);

        assertThat(storability.storable()).isEqualTo(storable);
        assertThat(storability.cacheControl()).isEqualTo("public, max-age=" + maxAge);
    }

    @Test
    void lifetimeEndsWhenThePathExpires() {
        Storability storability = storability("", false, NOW.plusSeconds(30), Policies.DEFAULT);

        assertThat(storability.cacheControl()).isEqualTo("public, max-age=30");
        assertThat(storability.lifetime().expiresAt()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void lifetimeAndValidatorsAreKept() {
        String headers = "Cache-Control: max-age=60, stale-while-revalidate=5, stale-if-error=10; ETag: \"source\";"
                + " Last-Modified: Thu, 01 Jan 2026 00:00:00 GMT";

        assertThat(storability(headers, false, null, Policies.DEFAULT).lifetime())
                .isEqualTo(new Lifetime(
                        NOW,
                        NOW.plusSeconds(60),
                        null,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        "\"source\"",
                        Instant.parse("2026-01-01T00:00:00Z")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=60                                            |",
                "max-age=60, stale-if-error=9                          | 9",
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

    private static Policy policy(Duration shortestLifetime, Negotiation negotiation) {
        return new Policy(
                false,
                false,
                ServedTypes.IMAGES,
                shortestLifetime,
                negotiation,
                Freshness.IMMUTABLE,
                false,
                null,
                false);
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
