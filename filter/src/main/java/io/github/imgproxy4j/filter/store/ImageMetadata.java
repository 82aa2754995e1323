package io.github.imgproxy4j.filter.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is kept beside the bytes of a variant, so that they can be served as they first were.
 *
 * @param contentType the media type, {@code image/webp}
 * @param length the number of bytes
 * @param etag a strong entity tag of the bytes, quotes included (RFC 9110, section 8.8.3)
 * @param storedAt when the variant was made, in whole seconds as HTTP dates are
 * @param cacheControl the {@code Cache-Control} that clients get
 * @param contentDisposition the {@code Content-Disposition} that clients get, or null
 * @param path the canonical path without signature, or null where it is not known
 * @param lifetime how long it is good
 */
public record ImageMetadata(
        String contentType,
        long length,
        String etag,
        Instant storedAt,
        String cacheControl,
        @Nullable String contentDisposition,
        @Nullable String path,
        Lifetime lifetime) {
    /** Cuts the time to seconds. */
    public ImageMetadata {
        storedAt = storedAt.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Metadata of a variant that nothing is known to end. */
    public ImageMetadata(
            String contentType,
            long length,
            String etag,
            Instant storedAt,
            String cacheControl,
            @Nullable String contentDisposition,
            @Nullable String path) {
        this(contentType, length, etag, storedAt, cacheControl, contentDisposition, path, Lifetime.UNLIMITED);
    }
}
