package io.github.imgproxy4j.embedded.internal.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The image formats that an imgproxy path can name, whether they can be written here or not. */
public enum ImageFormat {
    JPEG("image/jpeg", ".jpg", false),
    PNG("image/png", ".png", true),
    WEBP("image/webp", ".webp", true),
    AVIF("image/avif", ".avif", true),
    JXL("image/jxl", ".jxl", true),
    GIF("image/gif", ".gif", true),
    ICO("image/x-icon", ".ico", true),
    SVG("image/svg+xml", ".svg", true),
    HEIC("image/heif", ".heic", false),
    BMP("image/bmp", ".bmp", true),
    TIFF("image/tiff", ".tiff", true);

    private final String mimeType;
    private final String extension;
    private final boolean alpha;

    ImageFormat(String mimeType, String extension, boolean alpha) {
        this.mimeType = mimeType;
        this.extension = extension;
        this.alpha = alpha;
    }

    /** The format with a name as imgproxy spells it: lower case, {@code jpg} or {@code jpeg}. */
    public static Optional<ImageFormat> named(String name) {
        String wanted = name.equals("jpg") ? "jpeg" : name;
        return Arrays.stream(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }

    /** The names of those that a result may have; SVG stays what it is. */
    public static Set<String> written() {
        return Arrays.stream(values())
                .filter(format -> format.canBeEncoded() || format == SVG)
                .map(format -> format.extension.substring(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    public String mimeType() {
        return mimeType;
    }

    /** The extension of a file name, with its dot. */
    public String extension() {
        return extension;
    }

    public boolean hasAlpha() {
        return alpha;
    }

    /** Whether a file of this format can say what its colours are. */
    public boolean hasProfile() {
        return this == JPEG || this == PNG || this == WEBP;
    }

    /** Whether an image can be encoded in this format here. */
    public boolean canBeEncoded() {
        return this == JPEG || this == PNG || this == WEBP || this == GIF;
    }

    /** Whether a file of this format can hold several frames. */
    public boolean supportsAnimation() {
        return this == GIF || this == WEBP;
    }
}
