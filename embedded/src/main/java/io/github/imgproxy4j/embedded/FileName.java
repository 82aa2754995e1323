package io.github.imgproxy4j.embedded;

import java.nio.charset.StandardCharsets;

/**
 * The name under which a browser saves an image, as in imgproxy: in UTF-8, with each byte as a character, as in every
 * header. The caching proxy converts it to the form of RFC 6266 ({@code filename*}).
 */
final class FileName {
    private static final String FALLBACK = "image";

    private FileName() {}

    /**
     * The value of {@code Content-Disposition}.
     *
     * @param chosen the name in the URL without extension, or empty to derive it from the source
     * @param sourceUrl the URL of the source; only its last segment is used, without query
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

    /** For a URL without a path this is its host, as in imgproxy, without anything before the host. */
    private static String nameIn(String url) {
        String path = url.split("[?#]", 2)[0].replaceFirst("^([a-zA-Z][a-zA-Z0-9+.-]*://)[^/]*@", "$1");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Prevents header injection: special characters are replaced by underscores. */
    private static String safe(String stem) {
        String printable =
                stem.replaceAll("[\\p{Cc}\\p{Cf}]", "_").replace("\"", "%22").replace("\\", "_");
        return new String(printable.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
