package io.github.imgproxy4j.filter.event;

/** How an answer came about. */
public enum Outcome {
    /** Served from a tier. */
    HIT,
    /** Fetched from upstream for this request. */
    MISS,
    /** Waited for a fetch that another request had begun. */
    COLLAPSED,
    /** Not in the cache, asked on the cache route. */
    NOT_STORED,
    /** The failure of a moment ago, which is remembered for a short time. */
    NEGATIVE_HIT,
    /** Refused before anything was looked up. */
    REFUSED,
    /** Made by the proxy itself: readiness, signed URLs, purging, and OPTIONS. */
    OWN
}
