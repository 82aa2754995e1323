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
     * @param extension of the result, with its dot; empty: that of the source
     */
    static String disposition(String chosen, String sourceUrl, String extension, boolean attachment) {
        String name = nameIn(sourceUrl);
        int dot = name.lastIndexOf('.');
        String stem = safe(!chosen.isEmpty() ? chosen : dot < 0 ? name : name.substring(0, dot));
        String suffix = extension.isEmpty() && dot >= 0 ? safe(name.substring(dot)) : extension;
        return (attachment ? "attachment" : "inline") + "; filename=\"" + (stem.isEmpty() ? FALLBACK : stem) + suffix
                + '"';
    }

    private static String nameIn(String url) {
        String path = url.split("[?#]", 2)[0];
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Keeps the header's grammar out of reach: anything but printable ASCII becomes an underscore. */
    private static String safe(String stem) {
        return stem.replaceAll("[^\\x20-\\x7E]", "_").replace("\"", "%22").replace("\\", "_");
    }
}
