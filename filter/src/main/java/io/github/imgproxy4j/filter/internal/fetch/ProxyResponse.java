package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.internal.body.ByteSource;
import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.http.Timing;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.Lifetime;
import java.net.URI;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a client gets: a refusal, an image with its headers and a place to read its bytes, or another URL to ask.
 *
 * <p>An image of a running fetch has no entity tag yet, because the tag is made of all bytes.
 *
 * @param errorStatus why the request is refused, or null
 * @param image the image, or null
 * @param location the other URL, or null
 * @param cacheStatus how the response came about
 * @param timing what it waited for
 * @param leads whether the fetch was opened for the request that gets this
 */
public record ProxyResponse(
        @Nullable ErrorStatus errorStatus,
        @Nullable Image image,
        @Nullable URI location,
        CacheStatus cacheStatus,
        Timing timing,
        boolean leads) {
    public static ProxyResponse refused(ErrorStatus errorStatus, CacheStatus cacheStatus) {
        return new ProxyResponse(errorStatus, null, null, cacheStatus, Timing.NONE, false);
    }

    /** What the cache route says to a miss. */
    static ProxyResponse notStored() {
        return refused(ErrorStatus.NOT_FOUND, CacheStatus.notStored());
    }

    public static ProxyResponse image(Image image, CacheStatus cacheStatus) {
        return new ProxyResponse(null, image, null, cacheStatus, Timing.NONE, false);
    }

    static ProxyResponse redirect(URI location, CacheStatus cacheStatus) {
        return new ProxyResponse(null, null, location, cacheStatus, Timing.NONE, false);
    }

    /** The same, having waited for this. */
    public ProxyResponse after(Timing waited) {
        return new ProxyResponse(errorStatus, image, location, cacheStatus, waited, leads);
    }

    /** The same with another description of its image. */
    public ProxyResponse with(Image other) {
        return new ProxyResponse(errorStatus, other, location, cacheStatus, timing, leads);
    }

    /** The same for the request that the fetch was opened for. */
    ProxyResponse leading() {
        return new ProxyResponse(errorStatus, image, location, cacheStatus, timing, true);
    }

    /** The same for another request that shares the fetch. */
    ProxyResponse collapsed() {
        return new ProxyResponse(errorStatus, image, location, cacheStatus.collapsed(), timing, false);
    }

    /**
     * An image on its way to a client.
     *
     * @param contentType the media type
     * @param length the number of bytes, or empty where it is not known yet
     * @param cacheControl the {@code Cache-Control}
     * @param etag the entity tag, or null where it is not known yet
     * @param lastModified when the variant was made, or null where it is not known yet
     * @param contentDisposition the {@code Content-Disposition}, or null
     * @param lifetime how long it is good, or null for an image that upstream just made
     * @param bytes where to read; closed by the caller that takes the response
     */
    public record Image(
            String contentType,
            OptionalLong length,
            String cacheControl,
            @Nullable String etag,
            @Nullable Instant lastModified,
            @Nullable String contentDisposition,
            @Nullable Lifetime lifetime,
            ByteSource bytes) {
        /** The same with its length. */
        public Image withLength(OptionalLong known) {
            return new Image(contentType, known, cacheControl, etag, lastModified, contentDisposition, lifetime, bytes);
        }

        public static Image stored(ImageMetadata metadata, ByteSource bytes) {
            return new Image(
                    metadata.contentType(),
                    OptionalLong.of(metadata.length()),
                    metadata.cacheControl(),
                    metadata.etag(),
                    metadata.storedAt(),
                    metadata.contentDisposition(),
                    metadata.lifetime(),
                    bytes);
        }
    }
}
