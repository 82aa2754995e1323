package io.github.imgproxy4j.filter.event;

/** How a response was produced. */
public enum Outcome {
    /** Served from a tier. */
    HIT,
    /** Fetched from upstream for this request. */
    MISS,
    /** Shared a fetch that another request had started. */
    COLLAPSED,
    /** Not in the cache, on the cache route. */
    NOT_STORED,
    /** A recent failure of upstream, served from the negative cache. */
    NEGATIVE_HIT,
    /** Refused before any look-up. */
    REFUSED,
    /** Produced by the proxy itself: readiness, signed URLs, purging, and OPTIONS. */
    OWN
}
