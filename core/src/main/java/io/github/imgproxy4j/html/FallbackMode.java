package io.github.imgproxy4j.html;

/** Which URLs a page has, and what switches an image to its proxy URL if the cached one fails. */
public enum FallbackMode {
    /** A constant {@code onerror} handler in the element itself. */
    INLINE,
    /** The JavaScript module, for pages whose Content-Security-Policy forbids inline handlers. */
    SCRIPT,
    /** Nothing: the element has only cached URLs and shows its alternative text on a miss. */
    NONE,
    /**
     * Nothing: the element has only proxy URLs, because there is no cache that browsers could request first. For an
     * imgproxy without a cache, or with one behind its URL.
     */
    DIRECT;

    /** Whether elements have both a cached URL and a proxy URL. */
    public boolean hasBothUrls() {
        return this == INLINE || this == SCRIPT;
    }
}
