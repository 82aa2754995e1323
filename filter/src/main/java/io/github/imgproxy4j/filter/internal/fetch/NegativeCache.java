package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.tier.KeySelector;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a short time which variants upstream could not make, so that a broken image in a page that many visitors
 * opens does not ask upstream each time. Thread-safe.
 *
 * <p>A refusal (403), and upstream's plea for less (429), are not cached unless upstream says for how long: the one may
 * be a mistake in the settings that is mended now, the other says nothing about the variant.
 */
public final class NegativeCache {
    /** A key and a refusal take about 200 bytes. */
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Times times;

    /** Guarded by itself; the eldest go first when there are too many. */
    private final Map<String, Failure> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failure> eldest) {
            return size() > MOST;
        }
    };

    public NegativeCache(Clock clock, Times times) {
        this.clock = clock;
        this.times = times;
    }

    /** Another one with the same times, which is still empty. */
    NegativeCache emptyCopy() {
        return new NegativeCache(clock, times);
    }

    /** The response that says the same as a moment ago, or null. */
    @Nullable
    ProxyResponse get(String key) {
        synchronized (failures) {
            Failure failure = failures.get(key);
            if (failure == null) {
                return null;
            }
            if (failure.isGood(clock.millis())) {
                return ProxyResponse.refused(failure.errorStatus, CacheStatus.negativeHit());
            }
            failures.remove(key);
            return null;
        }
    }

    /** Remembers a response of a fetch, if it is one that is worth it. */
    void add(String key, ProxyResponse answer) {
        add(key, answer, null);
    }

    /**
     * Remembers a response of a fetch, if it is one that is worth it.
     *
     * @param upstreams for how long by upstream's own word, or null if it said nothing
     */
    void add(String key, ProxyResponse answer, @Nullable Duration upstreams) {
        ErrorStatus errorStatus = answer.errorStatus();
        Duration ours = errorStatus == null
                ? Duration.ZERO
                : times.of(errorStatus, answer.cacheStatus().upstreamStatus());
        long millis = (upstreams == null ? ours : upstreams).toMillis();
        if (errorStatus == null || millis == 0) {
            return;
        }
        // Up to a quarter less, so that the broken images of one page are not all asked for again at one moment.
        long jittered = millis - ThreadLocalRandom.current().nextLong(millis / 4 + 1);
        synchronized (failures) {
            failures.remove(key);
            long now = clock.millis();
            failures.put(key, new Failure(errorStatus, now, now + jittered));
        }
    }

    /** Removes errors. */
    void purge(KeySelector keys) {
        synchronized (failures) {
            keys.removeFrom(failures.keySet());
        }
    }

    int count() {
        synchronized (failures) {
            return failures.size();
        }
    }

    private record Failure(ErrorStatus errorStatus, long fromMillis, long untilMillis) {
        /** Not before it happened: a clock that was set back would make the time as much longer. */
        boolean isGood(long nowMillis) {
            return nowMillis >= fromMillis && nowMillis < untilMillis;
        }
    }

    /**
     * How long errors are cached; zero for not at all.
     *
     * @param notFound 404, 410 and 451
     * @param unprocessable 422
     * @param failed a status of 500, no answer, or one that is no image; for the pause after a failed revalidation, any 5xx
     */
    public record Times(Duration notFound, Duration unprocessable, Duration failed) {
        /** Long enough to protect upstream, and too short to hide an image that is available by now. */
        public static final Times DEFAULT =
                new Times(Duration.ofSeconds(60), Duration.ofMinutes(5), Duration.ofSeconds(5));

        Duration of(ErrorStatus errorStatus, int upstreamStatus) {
            return switch (errorStatus.status()) {
                case 404, 410, 451 -> notFound;
                case 422 -> unprocessable;
                case 502, 504 -> failed;
                case 503 -> upstreamStatus == 503 ? failed : Duration.ZERO;
                default -> Duration.ZERO;
            };
        }
    }
}
