package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111, as far as a cache of variants needs it. */
class StorabilityTest {
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
                ? Storability.of(headers("Content-Length", "5"), Long.MAX_VALUE)
                : Storability.of(headers("Content-Length", "5", "Cache-Control", cacheControl), Long.MAX_VALUE);

        assertThat(storability).isEqualTo(new Storability(storable, forClients));
    }

    @Test
    void lifetimeEndsWhenThePathExpires() {
        assertThat(Storability.of(headers("Content-Length", "5"), 30))
                .isEqualTo(new Storability(true, "public, max-age=30"));
    }

    @Test
    void bodyThatOnlyTheConnectionDelimitsIsNotStorable() {
        assertThat(Storability.of(headers(), Long.MAX_VALUE).storable()).isFalse();
        assertThat(Storability.of(headers("Transfer-Encoding", "chunked"), Long.MAX_VALUE)
                        .storable())
                .isTrue();
    }

    @Test
    void responseThatSetsACookieOrVariesIsNotStorable() {
        assertThat(Storability.of(headers("Content-Length", "5", "Set-Cookie", "a=b"), Long.MAX_VALUE)
                        .storable())
                .isFalse();
        assertThat(Storability.of(headers("Content-Length", "5", "Vary", "Accept"), Long.MAX_VALUE)
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
