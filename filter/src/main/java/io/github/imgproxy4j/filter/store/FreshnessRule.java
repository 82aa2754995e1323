package io.github.imgproxy4j.filter.store;

/** How long stored variants are fresh. */
public enum FreshnessRule {
    /** Until they are purged: a changed image has another URL. */
    IMMUTABLE,
    /** According to upstream's {@code Cache-Control}; then they are revalidated. */
    UPSTREAM
}
