package io.github.imgproxy4j.filter.internal.http;

import io.github.imgproxy4j.filter.event.Outcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code Cache-Status} (RFC 9211): how this cache came to its response.
 *
 * @param outcome how the response came about
 * @param tier the tier of a hit, or null
 * @param upstreamStatus the status of upstream's response, or 0
 * @param stored whether the response goes into the store, once it has arrived whole
 * @param stale whether what is stored was too old
 */
public record CacheStatus(Outcome outcome, @Nullable String tier, int upstreamStatus, boolean stored, boolean stale) {
    /** The name of this cache; alone it says that the cache made the response itself. */
    public static final String CACHE_NAME = "imgproxy4j";

    public static CacheStatus hit(String tier) {
        return new CacheStatus(Outcome.HIT, tier, 0, false, false);
    }

    /** A hit although it is too old, while upstream is asked for a new one. */
    public static CacheStatus staleHit(String tier) {
        return new CacheStatus(Outcome.HIT, tier, 0, false, true);
    }

    public static CacheStatus forwarded(int upstreamStatus, boolean stored) {
        return new CacheStatus(Outcome.MISS, null, upstreamStatus, stored, false);
    }

    /** Forwarded although there is something stored, because that is too old. */
    public static CacheStatus revalidated(int upstreamStatus, boolean stored) {
        return new CacheStatus(Outcome.MISS, null, upstreamStatus, stored, true);
    }

    public static CacheStatus notStored() {
        return new CacheStatus(Outcome.NOT_STORED, null, 0, false, false);
    }

    public static CacheStatus refused() {
        return new CacheStatus(Outcome.REFUSED, null, 0, false, false);
    }

    /** No image at all but what the proxy says of itself. */
    public static CacheStatus own() {
        return new CacheStatus(Outcome.OWN, null, 0, false, false);
    }

    /** A cached error; to the protocol that is a hit. */
    public static CacheStatus negativeHit() {
        return new CacheStatus(Outcome.NEGATIVE_HIT, null, 0, false, false);
    }

    /** The same for another request that shares the fetch. */
    public CacheStatus collapsed() {
        return outcome == Outcome.MISS ? new CacheStatus(Outcome.COLLAPSED, null, upstreamStatus, stored, stale) : this;
    }

    /** The same for a broken body, which is not stored, or whose end the client does not receive. */
    public CacheStatus broken() {
        return new CacheStatus(outcome, tier, upstreamStatus, false, stale);
    }

    /** The same in words, {@code hit, file, stale}. */
    String description() {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-')
                + (tier == null ? "" : ", " + tier)
                + (stale ? ", stale" : "");
    }

    public String headerValue() {
        return switch (outcome) {
            case HIT -> CACHE_NAME + "; hit; detail=" + tier + (stale ? "-stale" : "");
            case MISS -> CACHE_NAME + forward();
            case COLLAPSED -> CACHE_NAME + forward() + "; collapsed";
            case NEGATIVE_HIT -> CACHE_NAME + "; hit; detail=failure";
            case NOT_STORED -> CACHE_NAME + "; detail=miss";
            case REFUSED -> CACHE_NAME + "; detail=refused";
            case OWN -> CACHE_NAME;
        };
    }

    private String forward() {
        return (stale ? "; fwd=stale" : "; fwd=uri-miss")
                + (upstreamStatus == 0 ? "" : "; fwd-status=" + upstreamStatus)
                + (stored ? "; stored" : "");
    }
}
