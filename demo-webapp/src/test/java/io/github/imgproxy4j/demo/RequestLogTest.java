package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.event.Outcome;
import io.github.imgproxy4j.filter.event.ResponseEvent;
import io.github.imgproxy4j.filter.event.Route;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestLogTest {
    private final RequestLog log = new RequestLog(3);

    @Test
    void theOldestAnswersMakeRoom() {
        for (int status = 200; status < 205; status++) {
            log.responded(answer(Route.PROXY, status, "a", "/w:1/a"));
        }

        assertThat(log.newestFirst())
                .extracting(entry -> entry.event().status())
                .containsExactly(204, 203, 202);
    }

    @Test
    void aKeyIsNamedByTheRequestThatMadeIt() {
        log.responded(answer(Route.PROXY, 200, "a", "/w:1/a"));
        log.responded(answer(Route.CACHE, 200, "a", null));
        log.responded(answer(Route.CACHE, 404, "b", null));

        assertThat(log.newestFirst()).extracting(RequestLog.Entry::path).containsExactly(null, "/w:1/a", "/w:1/a");
    }

    private static ResponseEvent answer(Route route, int status, String key, String path) {
        return ResponseEvent.builder()
                .at(Instant.EPOCH)
                .route(route)
                .method("GET")
                .status(status)
                .outcome(Outcome.HIT)
                .tier("memory")
                .key(key)
                .path(path)
                .bytes(1)
                .took(Duration.ZERO)
                .complete(true)
                .build();
    }
}
