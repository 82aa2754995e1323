package io.github.imgproxy4j.filter.internal.body;

import io.github.imgproxy4j.filter.internal.http.EntityTagBuilder;
import io.github.imgproxy4j.filter.store.ImageSignature;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * Moves a body into a relay as fast as it comes, looking at its first bytes before it lets any of them through.
 *
 * <p>For one thread and one body.
 */
public final class Pump {
    private final Relay relay;
    private final EntityTagBuilder entityTag = new EntityTagBuilder();
    private Slice room = Slice.EMPTY;
    private int arrived;

    /**
     * A pump into an empty relay.
     *
     * @param announced the number of bytes, as far as it is known
     */
    public Pump(Relay relay, OptionalLong announced) {
        this.relay = relay;
        announced.ifPresent(relay::expect);
    }

    /** Whether the body, of which nothing was read yet, begins as one of this media type. */
    public boolean beginsAs(String mediaType, InputStream body) throws IOException {
        room = relay.room();
        while (arrived < ImageSignature.BYTES) {
            int count = body.read(room.bytes(), room.offset() + arrived, room.length() - arrived);
            if (count < 0) {
                break;
            }
            arrived += count;
        }
        return ImageSignature.fits(mediaType, room.bytes(), arrived);
    }

    /** Whether all bytes have arrived, so that no reader has to wait for the last one; after {@link #beginsAs}. */
    public boolean hasArrived(InputStream body, OptionalLong announced) throws IOException {
        return announced.isPresent() && arrived + (long) body.available() >= announced.getAsLong();
    }

    /**
     * Moves all of it.
     *
     * @return the number of bytes
     * @throws SpoolException if there is no room for it
     * @throws IOException if it breaks off or has more bytes than the limit
     */
    public long move(InputStream body, long limit) throws IOException {
        long length = 0;
        int count = arrived;
        while (count >= 0) {
            length += count;
            if (length > limit) {
                throw new IOException("body has more than " + limit + " bytes");
            }
            // First of all the waiting readers.
            relay.advance(count);
            entityTag.update(room.bytes(), room.offset(), count);
            room = relay.room();
            count = body.read(room.bytes(), room.offset(), room.length());
        }
        return length;
    }

    /** A strong entity tag of all bytes that were moved. */
    public String etag() {
        return entityTag.tag();
    }
}
