package io.github.imgproxy4j.filter.event;

/** The routes of the proxy below its mount. */
public enum Route {
    /** {@code MOUNT/SIGNATURE/OPTIONS/SOURCE}: from the cache, or else from upstream. */
    PROXY,
    /** {@code MOUNT/cache/KEY}: from the cache, or else 404; never goes upstream. */
    CACHE,
    /** {@code MOUNT/health}: whether upstream and store are ready. */
    HEALTH,
    /** {@code MOUNT/urls}: signed URLs for pages that are rendered in the browser; enabled by a public preset. */
    URLS,
    /** {@code MOUNT/purge}: removes variants; enabled by a token. */
    PURGE,
    /** {@code MOUNT/warm}: has variants made; enabled by the same token. */
    WARM
}
