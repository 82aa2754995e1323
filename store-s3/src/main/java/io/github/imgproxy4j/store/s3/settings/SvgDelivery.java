package io.github.imgproxy4j.store.s3.settings;

/**
 * How SVG variants are stored. A bucket sends no Content-Security-Policy with them, so a browser that opens one as a
 * page runs its scripts with the rights of the bucket's origin.
 */
public enum SvgDelivery {
    /** Not stored: the filter serves them, with its policy. */
    SKIP,
    /** Stored as attachments: {@code <img>} shows them, but opening one as a page downloads it. */
    ATTACHMENT,
    /** Stored like any other image; for trusted sources, or a bucket with its own origin. */
    INLINE
}
