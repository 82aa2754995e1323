package io.github.imgproxy4j.filter.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.internal.body.HeapBytes;
import io.github.imgproxy4j.filter.internal.fetch.ProxyResponse;
import io.github.imgproxy4j.filter.internal.http.Conditions;
import io.github.imgproxy4j.filter.internal.request.ClientRequest;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110, sections 13 and 14, over an image of 1000 bytes with the tag "e". */
class ConditionalOutcomeTest {
    private static final Instant MADE = Instant.parse("2026-01-02T03:04:05Z");

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET  |                                                   | 200 all",
                // If-None-Match
                "GET  | If-None-Match: \"e\"                              | 304",
                "HEAD | If-None-Match: \"e\"                              | 304",
                "GET  | If-None-Match: W/\"e\"                            | 304",
                "GET  | If-None-Match: \"x\",  \"e\" , \"y\"              | 304",
                "GET  | If-None-Match: *                                  | 304",
                "GET  | If-None-Match: \"x,y\", \"e\"                   | 304",
                "GET  | If-None-Match: \"x\\\", \"e\"                   | 304",
                "GET  | If-None-Match: \"x,*,y\"                        | 200 all",
                "GET  | If-None-Match: \"x\"                              | 200 all",
                "GET  | If-None-Match: e                                  | 200 all",
                "GET  | If-None-Match: \"e                                | 200 all",
                "GET  | If-None-Match: ,                                  | 200 all",
                // If-Modified-Since, which counts only without If-None-Match
                "GET  | If-Modified-Since: Fri, 02 Jan 2026 03:04:05 GMT  | 304",
                "GET  | If-Modified-Since: Sat, 03 Jan 2026 03:04:05 GMT  | 304",
                "GET  | If-Modified-Since: Fri, 02 Jan 2026 03:04:04 GMT  | 200 all",
                "GET  | If-Modified-Since: yesterday                      | 200 all",
                "GET  | If-None-Match: \"x\"; If-Modified-Since: Sat, 03 Jan 2026 03:04:05 GMT | 200 all",
                "GET  | If-None-Match: \"e\"; If-Modified-Since: Thu, 01 Jan 2026 03:04:05 GMT | 304",
                // If-Match and If-Unmodified-Since come first
                "GET  | If-Match: \"e\"                                   | 200 all",
                "GET  | If-Match: *                                       | 200 all",
                "GET  | If-Match: W/\"e\"                                 | 412",
                "GET  | If-Match: \"x\"                                   | 412",
                "GET  | If-Match: \"x\"; If-None-Match: \"e\"             | 412",
                "GET  | If-Match: \"e\"; If-None-Match: \"e\"             | 304",
                "GET  | If-Unmodified-Since: Thu, 01 Jan 2026 03:04:05 GMT | 412",
                "GET  | If-Unmodified-Since: Fri, 02 Jan 2026 03:04:05 GMT | 200 all",
                "GET  | If-Unmodified-Since: never                        | 200 all",
                "GET  | If-Match: \"e\"; If-Unmodified-Since: Thu, 01 Jan 2026 03:04:05 GMT | 200 all",
                // Range
                "GET  | Range: bytes=0-0                                  | 206 0-0",
                "GET  | Range: bytes=10-19                                | 206 10-19",
                "GET  | Range: BYTES=10-19                                | 206 10-19",
                "GET  | Range: bytes= 10-19 ,                             | 206 10-19",
                "GET  | Range: bytes=990-                                 | 206 990-999",
                "GET  | Range: bytes=990-5000                             | 206 990-999",
                "GET  | Range: bytes=0-99999999999999999999999            | 206 0-999",
                "GET  | Range: bytes=-10                                  | 206 990-999",
                "GET  | Range: bytes=-5000                                | 206 0-999",
                "GET  | Range: bytes=1000-                                | 416",
                "GET  | Range: bytes=99999999999999999999999-             | 416",
                "GET  | Range: bytes=-0                                   | 416",
                "GET  | Range: bytes=20-10                                | 200 all",
                "GET  | Range: bytes=0-1,5-6                              | 200 all",
                "GET  | Range: bytes=-                                    | 200 all",
                "GET  | Range: bytes=a-b                                  | 200 all",
                "GET  | Range: lines=1-2                                  | 200 all",
                "HEAD | Range: bytes=0-9                                  | 200 all",
                "GET  | Range: bytes=0-9; If-None-Match: \"e\"            | 304",
                "GET  | Range: bytes=1000-; If-Match: \"x\"               | 412",
                // If-Range
                "GET  | Range: bytes=0-9; If-Range: \"e\"                 | 206 0-9",
                "GET  | Range: bytes=0-9; If-Range: \"x\"                 | 200 all",
                "GET  | Range: bytes=0-9; If-Range: W/\"e\"               | 200 all",
                "GET  | Range: bytes=5000-; If-Range: \"x\"               | 200 all",
                "GET  | Range: bytes=0-9; If-Range: Fri, 02 Jan 2026 03:04:05 GMT | 206 0-9",
                "GET  | Range: bytes=0-9; If-Range: Sat, 03 Jan 2026 03:04:05 GMT | 200 all",
                "GET  | If-Range: \"x\"                                   | 200 all",
            })
    void conditionsSelect(String method, @Nullable String headers, String expected) {
        ProxyResponse.Image image = ProxyResponse.Image.stored(
                ImageMetadata.builder("image/png", 1000)
                        .etag("\"e\"")
                        .storedAt(MADE)
                        .cacheControl("public")
                        .build(),
                new HeapBytes(new byte[1000]));

        assertThat(text(ConditionalOutcome.of(request(method, headers), image))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Range: bytes=0-9                                        | 200 all",
                "If-None-Match: \"e\"                                    | 200 all",
                "If-None-Match: *                                        | 304",
                "If-Match: \"x\"                                         | 200 all",
                "If-Modified-Since: Fri, 02 Jan 2026 03:04:05 GMT        | 200 all",
            })
    void imageUnderWayCanBeComparedWithNothing(String headers, String expected) {
        ProxyResponse.Image image = new ProxyResponse.Image(
                "image/png", OptionalLong.of(1000), "public", null, null, null, null, new HeapBytes(new byte[1000]));

        assertThat(text(ConditionalOutcome.of(request("GET", headers), image))).isEqualTo(expected);
    }

    private static ClientRequest request(String method, @Nullable String headers) {
        Map<String, String> map = Arrays.stream((headers == null ? "" : headers).split(";", -1))
                .filter(header -> !header.isBlank())
                .map(header -> header.strip().split(": ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        Conditions conditions = new Conditions(
                map.get("If-Match"),
                map.get("If-Unmodified-Since"),
                map.get("If-None-Match"),
                map.get("If-Modified-Since"),
                map.get("Range"),
                map.get("If-Range"));
        return new ClientRequest(method, "/img/x", null, conditions);
    }

    private static String text(ConditionalOutcome selection) {
        return switch (selection.status()) {
            case 200 -> "200 " + (selection.end() == Long.MAX_VALUE ? "all" : "part");
            case 206 -> "206 " + selection.first() + "-" + (selection.end() - 1);
            default -> Integer.toString(selection.status());
        };
    }
}
