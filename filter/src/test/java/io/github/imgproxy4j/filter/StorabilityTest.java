package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111, as far as a cache of variants needs it. */
class StorabilityTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                             | true  | public, max-age=31536000, immutable",
                "max-age=31536000, public     | true  | public, max-age=31536000, immutable",
                "max-age=60                   | true  | public, max-age=60",
                "max-age=60, s-maxage=90      | true  | public, max-age=90",
                "MAX-AGE=\"60\"               | true  | public, max-age=60",
                "max-age=0                    | false | no-cache",
                "max-age=soon                 | false | no-cache",
                "no-cache                     | false | no-cache",
                "no-store                     | false | no-store",
                "private, max-age=60          | false | private",
                "private=\"x\"                | false | private",
            })
    void followsCacheControl(String cacheControl, boolean storable, String forClients) {
        Storability storability = cacheControl == null
                ? Storability.of(headers("Content-Length", "5"), null, NOW)
                : Storability.of(headers("Content-Length", "5", "Cache-Control", cacheControl), null, NOW);

        assertThat(storability).isEqualTo(new Storability(storable, forClients));
    }

    @Test
    void lifetimeEndsWhenThePathExpires() {
        assertThat(Storability.of(headers("Content-Length", "5"), NOW.plusSeconds(30), NOW))
                .isEqualTo(new Storability(true, "public, max-age=30"));
    }

    @Test
    void bodyThatOnlyTheConnectionDelimitsIsNotStorable() {
        assertThat(Storability.of(headers(), null, NOW).storable()).isFalse();
        assertThat(Storability.of(headers("Transfer-Encoding", "chunked"), null, NOW)
                        .storable())
                .isTrue();
    }

    @Test
    void responseThatSetsACookieOrVariesIsNotStorable() {
        assertThat(Storability.of(headers("Content-Length", "5", "Set-Cookie", "a=b"), null, NOW)
                        .storable())
                .isFalse();
        assertThat(Storability.of(headers("Content-Length", "5", "Vary", "Accept"), null, NOW)
                        .storable())
                .isFalse();
    }

    private static HttpHeaders headers(String... namesAndValues) {
        Map<String, List<String>> map = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.computeIfAbsent(namesAndValues[i], name -> new ArrayList<>()).add(namesAndValues[i + 1]);
        }
        return HttpHeaders.of(map, (name, value) -> true);
    }
}
