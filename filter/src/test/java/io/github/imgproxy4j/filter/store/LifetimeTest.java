package io.github.imgproxy4j.filter.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifetimeTest {
    private static final Lifetime WHOLE = Lifetime.builder()
            .freshFrom(Instant.ofEpochSecond(1_650_000_000))
            .freshUntil(Instant.ofEpochSecond(1_700_000_000))
            .expiresAt(Instant.ofEpochSecond(1_800_000_000))
            .staleWhileRevalidate(Duration.ofSeconds(60))
            .staleIfError(Duration.ofSeconds(0))
            .upstreamEtag("W/\"a=b\"")
            .upstreamModified(Instant.ofEpochSecond(1_600_000_000))
            .build();

    @Test
    void textHoldsAllOfItInOneLine() {
        assertThat(WHOLE.toText())
                .isEqualTo(
                        "from=1650000000 fresh=1700000000 exp=1800000000 swr=60 sie=0 modified=1600000000 etag=W/\"a=b\"");
        assertThat(Lifetime.parse(WHOLE.toText())).isEqualTo(WHOLE);
    }

    @Test
    void nothingKnownIsAnEmptyText() {
        assertThat(Lifetime.UNLIMITED.toText()).isEmpty();
        assertThat(Lifetime.parse("")).isEqualTo(Lifetime.UNLIMITED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"later=1", "fresh=", "fresh=soon", "fresh=-1", "swr=999999999999999", "=", "etag=a"})
    void partsThatCannotBeReadCountAsNotKnown(String text) {
        assertThat(Lifetime.parse(text)).isEqualTo(Lifetime.UNLIMITED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unquoted", "\"two words\"", "\"\r\n\"", "\"a\"b\""})
    void whatIsNoEntityTagIsNotKept(String tag) {
        assertThat(Lifetime.builder().upstreamEtag(tag).build().hasValidator()).isFalse();
    }
}
