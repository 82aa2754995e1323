package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.internal.body.ByteSource;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.Lifetime;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a variant that upstream has just made, before its last byte is here.
 *
 * @param storable whether it may be stored
 * @param contentType the media type
 * @param announced the number of bytes by upstream's word, or empty
 * @param cacheControl the {@code Cache-Control} for clients
 * @param contentDisposition the {@code Content-Disposition}, or null
 * @param lastModified when it was made
 * @param lifetime how long it is good
 * @param receivedAt the time of the response
 */
record VariantHead(
        boolean storable,
        String contentType,
        OptionalLong announced,
        String cacheControl,
        @Nullable String contentDisposition,
        Instant lastModified,
        Lifetime lifetime,
        Instant receivedAt) {
    /**
     * The variant for clients.
     *
     * @param etag the entity tag, or null while it is not known
     */
    ProxyResponse.Image image(@Nullable String etag, ByteSource bytes) {
        return new ProxyResponse.Image(
                contentType, announced, cacheControl, etag, lastModified, contentDisposition, spentLifetime(), bytes);
    }

    /** The lifetime where caches before us have kept it for a while, which clients have to be told; else null. */
    private @Nullable Lifetime spentLifetime() {
        Instant from = lifetime.freshFrom();
        return from != null && from.isBefore(receivedAt.minusSeconds(1)) ? lifetime : null;
    }

    /**
     * What to store beside the bytes.
     *
     * @param path the canonical path that it was made for, or null
     */
    ImageMetadata metadata(@Nullable String path, long length, String etag) {
        return ImageMetadata.builder(contentType, length)
                .etag(etag)
                .storedAt(lastModified)
                .cacheControl(cacheControl)
                .contentDisposition(contentDisposition)
                .path(path)
                .lifetime(lifetime)
                .build();
    }
}
