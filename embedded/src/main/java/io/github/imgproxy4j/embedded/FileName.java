package io.github.imgproxy4j.embedded;

import java.nio.charset.StandardCharsets;

/**
 * The name under which a browser would save an image, as imgproxy writes it: in UTF-8, each byte of which is a character
 * here, as in every header. The caching proxy makes of it what every browser reads (RFC 6266, {@code filename*}).
 */
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

    /** A URL without a path has its host here, as in imgproxy, but not what comes before the host. */
    private static String nameIn(String url) {
        String path = url.split("[?#]", 2)[0].replaceFirst("^([a-zA-Z][a-zA-Z0-9+.-]*://)[^/]*@", "$1");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Keeps the header's grammar out of reach: what controls anything becomes an underscore. */
    private static String safe(String stem) {
        String printable =
                stem.replaceAll("[\\p{Cc}\\p{Cf}]", "_").replace("\"", "%22").replace("\\", "_");
        return new String(printable.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
