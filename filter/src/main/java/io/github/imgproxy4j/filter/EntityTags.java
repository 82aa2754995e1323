package io.github.imgproxy4j.filter;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Strong entity tags (RFC 9110, section 8.8.3) made of the bytes that they stand for. */
final class EntityTags {
    /** 128 bits are enough for a name of bytes that nobody chooses to collide. */
    private static final int BYTES = 16;

    private EntityTags() {}

    /** What has to be fed with the bytes. */
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** The tag of the bytes that a digest was fed with; the digest begins anew. */
    static String of(MessageDigest digest) {
        return "\"" + HexFormat.of().formatHex(digest.digest(), 0, BYTES) + "\"";
    }
}
