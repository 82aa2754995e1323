package io.github.imgproxy4j.filter.store;

/** How long stored variants are good. */
public enum FreshnessRule {
    /** Until they are purged: another image has another URL. */
    IMMUTABLE,
    /** As upstream's {@code Cache-Control} says; then they are revalidated. */
    UPSTREAM
}
