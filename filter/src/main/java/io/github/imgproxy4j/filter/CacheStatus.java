package io.github.imgproxy4j.filter;

import org.jspecify.annotations.Nullable;

/**
 * The value of {@code Cache-Status} (RFC 9211): how this cache came to its answer.
 *
 * @param outcome how the answer came about
 * @param tier the tier of a hit, or null
 * @param upstreamStatus what upstream answered, or 0
 * @param stored whether the response goes into the store
 */
record CacheStatus(Outcome outcome, @Nullable String tier, int upstreamStatus, boolean stored) {
    /** The name of this cache; alone it says that the cache made the answer itself. */
    static final String CACHE_NAME = "imgproxy4j";

    static CacheStatus hit(String tier) {
        return new CacheStatus(Outcome.HIT, tier, 0, false);
    }

    static CacheStatus forwarded(boolean collapsed, int upstreamStatus, boolean stored) {
        return new CacheStatus(collapsed ? Outcome.COLLAPSED : Outcome.MISS, null, upstreamStatus, stored);
    }

    static CacheStatus notStored() {
        return new CacheStatus(Outcome.NOT_STORED, null, 0, false);
    }

    static CacheStatus refused() {
        return new CacheStatus(Outcome.REFUSED, null, 0, false);
    }

    /** A failure is remembered; to the protocol that is a hit. */
    static CacheStatus remembered() {
        return new CacheStatus(Outcome.REMEMBERED, null, 0, false);
    }

    /** The same for another request that shares the flight. */
    CacheStatus collapsed() {
        return outcome == Outcome.MISS ? forwarded(true, upstreamStatus, stored) : this;
    }

    /** The same for a body that broke, which nobody stores. */
    CacheStatus broken() {
        return new CacheStatus(outcome, tier, upstreamStatus, false);
    }

    String headerValue() {
        return switch (outcome) {
            case HIT -> CACHE_NAME + "; hit; detail=" + tier;
            case MISS -> CACHE_NAME + forward();
            case COLLAPSED -> CACHE_NAME + forward() + "; collapsed";
            case REMEMBERED -> CACHE_NAME + "; hit; detail=failure";
            case NOT_STORED -> CACHE_NAME + "; detail=miss";
            case REFUSED -> CACHE_NAME + "; detail=refused";
        };
    }

    private String forward() {
        return "; fwd=uri-miss"
                + (upstreamStatus == 0 ? "" : "; fwd-status=" + upstreamStatus)
                + (stored ? "; stored" : "");
    }
}
