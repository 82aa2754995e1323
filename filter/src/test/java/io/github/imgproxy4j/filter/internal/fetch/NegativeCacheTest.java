package io.github.imgproxy4j.filter.internal.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.tier.KeySelector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegativeCacheTest {
    private static final String KEY = "dd732291b28b5c8a1e8b5a1c1b4f0d3e";

    private final AtomicLong seconds = new AtomicLong();
    private final Clock clock = InstantSource.tick(() -> Instant.ofEpochSecond(seconds.get()), Duration.ofNanos(1))
            .withZone(ZoneOffset.UTC);
    private final NegativeCache failures = new NegativeCache(clock, NegativeCache.Times.DEFAULT);

    @ParameterizedTest(name = "{0} is remembered from {1} to {2} seconds")
    @CsvSource({
        "404, 45, 60",
        "410, 45, 60",
        "451, 45, 60",
        "422, 225, 300",
        "500, 3, 5",
        "502, 3, 5",
        "503, 3, 5",
        "504, 3, 5"
    })
    void errorIsCachedForItsTime(int upstreamStatus, long surely, long longest) {
        failures.add(KEY, refused(upstreamStatus));

        ProxyResponse again = failures.get(KEY);
        assertThat(again).isNotNull();
        assertThat(again.errorStatus()).isEqualTo(ErrorStatus.ofUpstream(upstreamStatus));
        assertThat(again.cacheStatus().headerValue()).isEqualTo("imgproxy4j; hit; detail=failure");
        seconds.set(surely);
        assertThat(failures.get(KEY)).isNotNull();
        seconds.set(longest);
        assertThat(failures.get(KEY)).isNull();
        assertThat(failures.count()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "413", "429", "499"})
    void errorThatDoesNotDependOnTheVariantIsNeverCached(int upstreamStatus) {
        failures.add(KEY, refused(upstreamStatus));

        assertThat(failures.get(KEY)).isNull();
    }

    @Test
    void ourOwnOverloadIsNotCached() {
        failures.add(KEY, refused(ErrorStatus.BUSY, 0));

        assertThat(failures.get(KEY)).isNull();
    }

    @Test
    void clockThatIsSetBackMakesNoFailureLastLonger() {
        seconds.set(100_000);
        failures.add(KEY, refused(404));

        seconds.set(10);

        assertThat(failures.get(KEY)).isNull();
    }

    @Test
    void zeroCachesNothing() {
        NegativeCache none =
                new NegativeCache(clock, new NegativeCache.Times(Duration.ZERO, Duration.ZERO, Duration.ZERO));
        for (int status : new int[] {404, 422, 500}) {
            none.add(KEY, refused(status));
            assertThat(none.get(KEY)).isNull();
        }
    }

    @Test
    void numberOfFailuresIsLimitedAndTheEldestGoFirst() {
        for (int i = 0; i < 20_000; i++) {
            failures.add(String.format("%032x", i), refused(404));
        }

        assertThat(failures.count()).isEqualTo(10_000);
        assertThat(failures.get(String.format("%032x", 0))).isNull();
        assertThat(failures.get(String.format("%032x", 19_999))).isNotNull();
    }

    @Test
    void purgeReachesOneASourceOrAll() {
        String source = "0c4f2291b28b5c8a1e8b5a1c1b4f0d3e/";
        failures.add(KEY, refused(404));
        failures.add(source + KEY, refused(404));

        failures.purge(KeySelector.of(KEY));
        assertThat(failures.get(KEY)).isNull();
        assertThat(failures.get(source + KEY)).isNotNull();
        failures.purge(KeySelector.below(source));
        assertThat(failures.count()).isZero();
        failures.add(KEY, refused(404));
        failures.purge(KeySelector.ALL);
        assertThat(failures.count()).isZero();
    }

    private static ProxyResponse refused(int upstreamStatus) {
        return refused(ErrorStatus.ofUpstream(upstreamStatus), upstreamStatus);
    }

    private static ProxyResponse refused(ErrorStatus errorStatus, int upstreamStatus) {
        return ProxyResponse.refused(errorStatus, CacheStatus.forwarded(upstreamStatus, false));
    }
}
