package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.store.ImageSignature;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * Moves a body into a relay as fast as it comes, looking at its first bytes before it lets any of them through.
 *
 * <p>For one thread and one body.
 */
final class Pump {
    private final Relay relay;
    private final MessageDigest digest = EntityTags.digest();
    private final byte[] buffer = new byte[Relay.CHUNK_BYTES];
    private int buffered;

    Pump(Relay relay) {
        this.relay = relay;
    }

    /** Whether the body, of which nothing was read yet, begins as one of this media type. */
    boolean beginsAs(String mediaType, InputStream body) throws IOException {
        buffered = body.readNBytes(buffer, 0, ImageSignature.BYTES);
        return ImageSignature.fits(mediaType, buffer, buffered);
    }

    /**
     * Moves all of it.
     *
     * @return the number of bytes
     * @throws IOException if it breaks off or has more bytes than the limit
     */
    long move(InputStream body, long limit) throws IOException {
        long length = 0;
        int count = buffered;
        while (count >= 0) {
            length += count;
            if (length > limit) {
                throw new IOException("body has more than " + limit + " bytes");
            }
            digest.update(buffer, 0, count);
            relay.append(buffer, 0, count);
            count = body.read(buffer);
        }
        return length;
    }

    /** A strong entity tag of all bytes that were moved. */
    String etag() {
        return EntityTags.of(digest);
    }
}
