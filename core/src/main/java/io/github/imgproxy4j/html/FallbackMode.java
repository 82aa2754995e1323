package io.github.imgproxy4j.html;

/** What switches an image to its proxy URL if the cached one fails. */
public enum FallbackMode {
    /** A constant {@code onerror} handler in the element itself. */
    INLINE,
    /** The JavaScript module, for pages whose Content-Security-Policy forbids inline handlers. */
    SCRIPT,
    /** Nothing: the element has only cached URLs and shows its alternative text on a miss. */
    NONE
}
