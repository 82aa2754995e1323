package io.github.imgproxy4j.internal.html;

import io.github.imgproxy4j.error.ImgproxyException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The media types of the formats that browsers support. */
public final class MediaTypes {
    private static final Map<String, String> TYPES = Map.of(
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "png", "image/png",
            "webp", "image/webp",
            "avif", "image/avif",
            "jxl", "image/jxl",
            "gif", "image/gif");

    /** All of them. */
    static final Set<String> FORMATS = TYPES.keySet();

    private MediaTypes() {}

    /**
     * The media type of a format.
     *
     * @throws ImgproxyException if browsers do not support it
     */
    public static String of(String format) {
        String type = TYPES.get(format);
        if (type == null) {
            throw new ImgproxyException("formats [" + format + "] must be among " + new TreeSet<>(TYPES.keySet()));
        }
        return type;
    }
}
