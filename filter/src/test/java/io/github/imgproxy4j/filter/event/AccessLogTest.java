package io.github.imgproxy4j.filter.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.LogRecorder;
import io.github.imgproxy4j.filter.internal.tier.FetchReport;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.spi.LoggingEventAware;

class AccessLogTest {
    private final Queue<LoggingEvent> events = new ArrayDeque<>();
    private final AccessLog log = new AccessLog(new Recorder(), new Recorder());

    @Test
    void answerIsOneLineOfPairsAtDebug() {
        log.responded(ResponseEvent.builder()
                .at(Instant.EPOCH)
                .route(Route.CACHE)
                .method("GET")
                .status(200)
                .outcome(Outcome.HIT)
                .tier("memory")
                .key("dd732291b28b5c8a1e8b5a1c1b4f0d3e")
                .path(null)
                .bytes(1234)
                .took(Duration.ofMillis(5))
                .complete(true)
                .build());

        LoggingEvent line = events.remove();
        assertThat(line.getLevel()).isEqualTo(Level.DEBUG);
        assertThat(line.getMessage()).isEqualTo("response");
        assertThat(pairs(line))
                .containsExactly(
                        Map.entry("method", "GET"),
                        Map.entry("route", Route.CACHE),
                        Map.entry("status", 200),
                        Map.entry("outcome", Outcome.HIT),
                        Map.entry("tier", "memory"),
                        Map.entry("key", "dd732291b28b5c8a1e8b5a1c1b4f0d3e"),
                        Map.entry("bytes", 1234L),
                        Map.entry("millis", 5L),
                        Map.entry("complete", true));
        assertThat(events).isEmpty();
    }

    @Test
    void storedVariantIsOneRecordWithWhatUpstreamReported() {
        HttpHeaders headers = HttpHeaders.of(
                Map.of(
                        "X-Origin-Content-Length", List.of("50000"),
                        "X-Result-Width", List.of("300"),
                        "X-Result-Height", List.of("200")),
                (name, value) -> true);
        FetchReport report =
                FetchReport.of(200, headers).completed("https://example.com/cat.jpg", Duration.ofMillis(42));

        log.stored(stored(report));

        LoggingEvent line = events.remove();
        assertThat(line.getLevel()).isEqualTo(Level.INFO);
        assertThat(pairs(line))
                .containsExactly(
                        Map.entry("key", "dd732291b28b5c8a1e8b5a1c1b4f0d3e"),
                        Map.entry("path", "/w:300/local"),
                        Map.entry("source", "https://example.com/cat.jpg"),
                        Map.entry("format", "image/webp"),
                        Map.entry("width", 300L),
                        Map.entry("height", 200L),
                        Map.entry("bytesIn", 50_000L),
                        Map.entry("bytesOut", 8000L),
                        Map.entry("bytesSaved", 42_000L),
                        Map.entry("upstreamMillis", 42L));
    }

    @Test
    void whatUpstreamDoesNotReportHasNoPair() {
        HttpHeaders headers = HttpHeaders.of(
                Map.of("X-Origin-Content-Length", List.of("many"), "X-Result-Width", List.of("-1")),
                (name, value) -> true);

        log.stored(stored(FetchReport.of(200, headers).completed("local:///a", Duration.ZERO)));

        assertThat(pairs(events.remove())).doesNotContainKeys("bytesIn", "bytesSaved", "width", "height");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/a.jpg?X-Amz-Signature=abc, https://example.com/a.jpg",
        "https://user:secret@example.com/a.jpg, https://example.com/a.jpg",
        "https://user:se@cret@example.com/a@2x.jpg#f, https://example.com/a@2x.jpg",
        "s3://bucket/key@2x.jpg, s3://bucket/key@2x.jpg",
        "local:///a.jpg, local:///a.jpg"
    })
    void secretsOfASourceAreNotLogged(String source, String shown) {
        log.stored(stored(FetchReport.NONE.completed(source, Duration.ZERO)));

        assertThat(pairs(events.remove())).containsEntry("source", shown);
    }

    private static StoreEvent stored(FetchReport report) {
        return StoreEvent.builder()
                .key("dd732291b28b5c8a1e8b5a1c1b4f0d3e")
                .path("/w:300/bG9jYWw")
                .source(report.source())
                .contentType("image/webp")
                .bytes(8000)
                .sourceBytes(report.sourceBytes())
                .width(report.width())
                .height(report.height())
                .upstreamTime(report.took())
                .build();
    }

    private static Map<String, Object> pairs(LoggingEvent line) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        for (KeyValuePair pair : line.getKeyValuePairs()) {
            pairs.put(pair.key, pair.value);
        }
        return pairs;
    }

    /** A logger that keeps events as they are; others make one text of message and pairs. */
    private final class Recorder extends LogRecorder implements LoggingEventAware {
        private static final long serialVersionUID = 1L;

        @Override
        public void log(LoggingEvent event) {
            events.add(event);
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String message, Object[] arguments, Throwable cause) {
            throw new AssertionError("not a structured event: " + message);
        }
    }
}
