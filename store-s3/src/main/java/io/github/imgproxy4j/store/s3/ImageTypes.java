package io.github.imgproxy4j.store.s3;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Tells an image's media type by its first bytes, for objects whose own type says nothing. */
final class ImageTypes {
    /** Enough to know every type. */
    static final int BYTES = 12;

    private ImageTypes() {}

    /** The media type, or null for what is none of the images that browsers agree on. */
    static @Nullable String of(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u00FF\u00D8\u00FF")) {
            return "image/jpeg";
        }
        if (text.startsWith("\u0089PNG\r\n\u001A\n")) {
            return "image/png";
        }
        if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return "image/gif";
        }
        if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return "image/webp";
        }
        if (text.startsWith("ftypavif", 4) || text.startsWith("ftypavis", 4)) {
            return "image/avif";
        }
        return null;
    }
}
