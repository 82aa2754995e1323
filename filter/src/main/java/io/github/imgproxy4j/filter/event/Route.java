package io.github.imgproxy4j.filter.event;

/** The routes of the proxy below its mount. */
public enum Route {
    /** {@code MOUNT/SIGNATURE/OPTIONS/SOURCE}: from the cache, else from upstream. */
    PROXY,
    /** {@code MOUNT/cache/KEY}: from the cache, else 404; never goes upstream. */
    CACHE,
    /** {@code MOUNT/health}: whether upstream and store are ready. */
    HEALTH,
    /** {@code MOUNT/urls}: signed URLs for pages that are drawn in the browser; there if a preset is public. */
    URLS,
    /** {@code MOUNT/purge}: removes variants; there if it has a token. */
    PURGE
}
