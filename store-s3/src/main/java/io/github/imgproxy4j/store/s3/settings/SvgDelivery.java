package io.github.imgproxy4j.store.s3.settings;

/**
 * What becomes of SVG variants. A bucket sends no Content-Security-Policy with them, so a browser that opens one as a
 * page runs the scripts in it, with the rights of the bucket's origin.
 */
public enum SvgDelivery {
    /** Not stored: the filter serves them, with its policy. */
    SKIP,
    /** Stored as attachments: {@code <img>} shows them, and opening one as a page downloads it. */
    ATTACHMENT,
    /** Stored like any other image; for sources that are trusted, or a bucket with an origin of its own. */
    INLINE
}
