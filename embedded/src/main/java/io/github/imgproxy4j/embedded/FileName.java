package io.github.imgproxy4j.embedded;

/** The name under which a browser would save an image (RFC 6266). */
final class FileName {
    private static final String FALLBACK = "image";

    private FileName() {}

    /**
     * The value of {@code Content-Disposition}.
     *
     * @param chosen the stem that the URL asks for, or empty to take it from the source
     * @param sourceUrl the source's URL; only its last piece counts, without query
     */
    static String disposition(String chosen, String sourceUrl, ImageFormat format, boolean attachment) {
        String stem = safe(chosen.isEmpty() ? stemOf(sourceUrl) : chosen);
        return (attachment ? "attachment" : "inline") + "; filename=\"" + (stem.isEmpty() ? FALLBACK : stem)
                + format.extension() + '"';
    }

    private static String stemOf(String url) {
        String path = url.split("[?#]", 2)[0];
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** Keeps the header's grammar out of reach: anything but printable ASCII becomes an underscore. */
    private static String safe(String stem) {
        return stem.replaceAll("[^\\x20-\\x7E]", "_").replace("\"", "%22").replace("\\", "_");
    }
}
