package io.github.imgproxy4j.filter.internal.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.Policies;
import io.github.imgproxy4j.filter.ProxyFixture;
import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.http.Conditions;
import io.github.imgproxy4j.filter.internal.http.Freshness;
import io.github.imgproxy4j.filter.internal.request.ClientRequest;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.internal.request.RequestTarget;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.Lifetime;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every decision from request, entry and time; times are seconds after the entry was stored. */
class DecisionTest {
    private static final Set<Route> ROUTES = Set.of(Route.PROXY, Route.CACHE, Route.HEALTH);

    private static final Instant STORED = Instant.ofEpochSecond(1_700_000_000);

    @ParameterizedTest(name = "{0} {1}, entry {2}, at {3}: {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                // method | target       | entry     | at   | decision
                "GET     | path          | none      | 0    | fetch",
                "HEAD    | path          | none      | 0    | fetch",
                "GET     | path          | stored    | 0    | serve",
                "HEAD    | path          | stored    | 0    | serve",
                "GET     | path          | stored    | 99999999 | serve",
                "GET     | path?v=1      | stored    | 0    | serve",
                "GET     | cache         | none      | 0    | 404",
                "GET     | cache         | stored    | 0    | serve",
                "GET     | cache/no-key  | none      | 0    | 404",
                "GET     | cache         | exp=100   | 99   | serve",
                "GET     | cache         | exp=100   | 100  | 404",
                "GET     | exp=100       | none      | 99   | fetch",
                "GET     | exp=100       | none      | 100  | 404",
                "GET     | exp=100       | stored    | 99   | serve",
                "GET     | exp=100       | stored    | 100  | 404",
                // Without the setting nothing gets old.
                "GET     | path          | fresh=60  | 60   | serve",
                "GET     | cache         | fresh=60  | 60   | serve",
                "GET     | raw           | none      | 0    | 403",
                "GET     | raw           | stored    | 0    | 403",
                "GET     | msr           | stored    | 0    | 403",
                "GET     | unsigned      | stored    | 0    | 403",
                "GET     | other-signature | stored  | 0    | 403",
                "GET     | signature-only | none     | 0    | 400",
                "GET     | dots          | none      | 0    | 400",
                "GET     | long          | none      | 0    | 414",
                "POST    | path          | stored    | 0    | 405",
                "PUT     | cache         | stored    | 0    | 405",
                "TRACE   | path          | stored    | 0    | 405",
            })
    void requestAndEntryAndTimeDecide(String method, String target, String entry, long at, String expected) {
        RequestCheck requestCheck = RequestCheck.of(
                request(method, target(target)), "/img", ROUTES, ProxyFixture.IMGPROXY, Policies.DEFAULT);

        Decision decision = Decision.of(requestCheck, entry(entry), STORED.plusSeconds(at), Freshness.IMMUTABLE);

        assertThat(text(decision)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}, entry {1}, at {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                // target | entry              | at   | decision; the site allows 30 s while revalidating
                "path    | stored              | 99   | serve",
                "path    | fresh=60            | 59   | serve",
                "path    | fresh=60            | 60   | serve_and_revalidate",
                "path    | fresh=60            | 89   | serve_and_revalidate",
                "path    | fresh=60            | 90   | revalidate",
                "cache   | fresh=60            | 59   | serve",
                "cache   | fresh=60            | 60   | serve",
                "cache   | fresh=60            | 89   | serve",
                "cache   | fresh=60            | 90   | 404",
                // Upstream may allow more, or forbid it.
                "path    | fresh=60 swr=10     | 89   | serve_and_revalidate",
                "path    | fresh=60 swr=10     | 90   | revalidate",
                "path    | fresh=60 swr=100    | 159  | serve_and_revalidate",
                "path    | fresh=60 swr=100    | 160  | revalidate",
                "path    | fresh=60 swr=0      | 60   | revalidate",
                "cache   | fresh=60 swr=0      | 60   | 404",
                "cache   | exp=100 fresh=99    | 100  | 404",
                "exp=100 | fresh=60            | 100  | 404",
                "raw     | fresh=60            | 0    | 403",
            })
    void oldEntriesAreRevalidatedWhereTheyGetOld(String target, String entry, long at, String expected) {
        Freshness expiring = new Freshness(true, Duration.ZERO, Duration.ofSeconds(30), Duration.ZERO);
        RequestCheck requestCheck = RequestCheck.of(
                request("GET", target(target)), "/img", ROUTES, ProxyFixture.IMGPROXY, Policies.DEFAULT);

        Decision decision = Decision.of(requestCheck, entry(entry), STORED.plusSeconds(at), expiring);

        assertThat(text(decision)).isEqualTo(expected);
    }

    private static ClientRequest request(String method, String requestUri) {
        return new ClientRequest(method, requestUri, null, Conditions.NONE);
    }

    private static String target(String name) {
        return switch (name) {
            case "path" -> ProxyFixture.urls("cat.jpg").proxy();
            case "path?v=1" -> ProxyFixture.urls("cat.jpg").proxy() + "?v=1";
            case "cache" -> ProxyFixture.urls("cat.jpg").cached();
            case "cache/no-key" -> "/img/cache/no-key";
            case "exp=100" -> with("exp", STORED.getEpochSecond() + 100);
            case "raw" -> with("raw", 1);
            case "msr" -> with("msr", 100);
            case "unsigned" -> "/img/unsafe" + ProxyFixture.urls("cat.jpg").path();
            case "other-signature" -> ProxyFixture.urls("cat.jpg").proxy().replace("/img/", "/img/A");
            case "signature-only" -> "/img/abc";
            case "dots" -> "/img/abc/../def";
            case "long" -> ProxyFixture.urls("cat.jpg").proxy() + "a".repeat(RequestTarget.LONGEST_PATH);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String with(String option, long argument) {
        return ProxyFixture.IMGPROXY
                .image("local:///cat.jpg")
                .option(option, argument)
                .urls()
                .proxy();
    }

    private static ImageMetadata entry(String name) {
        return switch (name) {
            case "none" -> null;
            case "stored" -> stored(Lifetime.UNLIMITED);
            default -> stored(Lifetime.parse(onTheClock(name)));
        };
    }

    /** The text of a lifetime with its times after the entry was stored. */
    private static String onTheClock(String lifetime) {
        return Pattern.compile("(fresh|exp)=([0-9]+)")
                .matcher(lifetime)
                .replaceAll(time -> time.group(1) + "=" + (STORED.getEpochSecond() + Long.parseLong(time.group(2))));
    }

    private static ImageMetadata stored(Lifetime lifetime) {
        return ImageMetadata.builder("image/png", 9)
                .etag("\"e\"")
                .storedAt(STORED)
                .cacheControl("public")
                .lifetime(lifetime)
                .build();
    }

    private static String text(Decision decision) {
        return decision.errorStatus() == null
                ? decision.action().name().toLowerCase(Locale.ROOT)
                : Integer.toString(decision.errorStatus().status());
    }
}
