package io.github.imgproxy4j.html;

/** Who moves a picture to its proxy URL when the cached one fails. */
public enum FallbackMode {
    /** A constant {@code onerror} handler in the element itself. */
    INLINE,
    /** The JavaScript module, for pages whose Content-Security-Policy forbids inline handlers. */
    SCRIPT,
    /** Nobody: the element carries cached URLs only and shows its alternative text on a miss. */
    NONE
}
