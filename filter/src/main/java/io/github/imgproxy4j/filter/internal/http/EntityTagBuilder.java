package io.github.imgproxy4j.filter.internal.http;

import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Makes a strong entity tag (RFC 9110, section 8.8.3) of the bytes that it stands for. For one thread and one body.
 *
 * <p>A tag only distinguishes the versions of one variant, and making two of them equal has no benefit. So two checksums
 * of 32 bits with different polynomials and the length do, which processors compute as fast as they copy.
 */
public final class EntityTagBuilder {
    private final CRC32 one = new CRC32();
    private final CRC32C other = new CRC32C();
    private long length;

    /** The tag of a whole body. */
    public static String of(byte[] body) {
        EntityTagBuilder builder = new EntityTagBuilder();
        builder.update(body, 0, body.length);
        return builder.tag();
    }

    public void update(byte[] bytes, int offset, int count) {
        one.update(bytes, offset, count);
        other.update(bytes, offset, count);
        length += count;
    }

    /** The tag of all bytes so far, quotes included. */
    public String tag() {
        HexFormat hex = HexFormat.of();
        return "\"" + hex.toHexDigits((int) one.getValue()) + hex.toHexDigits((int) other.getValue()) + "-"
                + Long.toHexString(length) + "\"";
    }
}
