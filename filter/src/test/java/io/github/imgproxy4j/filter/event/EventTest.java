package io.github.imgproxy4j.filter.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventTest {
    @Test
    void anEventDoesNotChangeWhenItsBuilderMakesAnother() {
        ResponseEvent.Builder builder = ResponseEvent.builder().key("a").bytes(5);

        ResponseEvent first = builder.build();
        ResponseEvent second = builder.key("b").status(404).build();

        assertThat(first.key()).isEqualTo("a");
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.key()).isEqualTo("b");
        assertThat(second.bytes()).isEqualTo(5);
    }

    @Test
    void eventsAreEqualByValue() {
        FetchEvent event = fetch(200);

        assertThat(event).isEqualTo(fetch(200)).hasSameHashCodeAs(fetch(200)).isNotEqualTo(fetch(404));
        assertThat(event).hasToString("FetchEvent{key=k, path=/w:1/x, status=200, took=PT1S}");
    }

    @Test
    void nullIsRefusedByNameUnlessAPartMayBeUnknown() {
        assertThat(StoreEvent.builder().source(null).build().source()).isNull();
        assertThatNullPointerException()
                .isThrownBy(() -> StoreEvent.builder().key(null))
                .withMessage("key");
    }

    private static FetchEvent fetch(int status) {
        return FetchEvent.builder()
                .key("k")
                .path("/w:1/x")
                .status(status)
                .took(Duration.ofSeconds(1))
                .build();
    }
}
