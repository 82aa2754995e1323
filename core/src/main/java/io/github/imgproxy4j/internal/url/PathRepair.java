package io.github.imgproxy4j.internal.url;

import io.github.imgproxy4j.error.ImgproxyException;

/**
 * Reverts changes that browsers and proxies make to a path, exactly as imgproxy does before it verifies the signature.
 *
 * <p>Colons of options may arrive as {@code %3A}, and the double slash after a scheme may be merged.
 */
public final class PathRepair {
    private static final String PLAIN = "plain/";

    private PathRepair() {}

    /** The path as it was signed, beginning with a slash. */
    public static String repair(String path) {
        int source = startOfPlainSource(path);
        String options = path.substring(0, source).replace("%3A", ":");
        String repaired = options + withSchemeSlashes(path.substring(source));
        return repaired.startsWith("/") ? repaired : "/" + repaired;
    }

    /** Whether repairing a repaired path again leaves it unchanged, as the next server requires. */
    public static boolean isStable(String repaired) {
        return repair(repaired.substring(1)).equals(repaired);
    }

    /**
     * Returns a path that imgproxy would not change.
     *
     * @throws ImgproxyException naming the rule that it breaks
     */
    public static String requireCanonical(String path) {
        if (!path.startsWith("/") || path.length() == 1) {
            throw new ImgproxyException("path [" + path + "] must be /OPTIONS/SOURCE, without signature");
        }
        if (!path.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '?' && c != '#')) {
            throw new ImgproxyException("path [" + path
                    + "] must be of characters that are allowed in a URL path, with others percent-encoded and no"
                    + " query");
        }
        String repaired = repair(path.substring(1));
        if (!repaired.equals(path)) {
            throw new ImgproxyException("path [" + path + "] must be in canonical form: [" + repaired + "]");
        }
        return path;
    }

    /** The index after the plain marker, or the end if the source is not plain. */
    private static int startOfPlainSource(String path) {
        if (path.startsWith(PLAIN)) {
            return PLAIN.length();
        }
        int marker = path.indexOf("/" + PLAIN);
        return marker < 0 ? path.length() : marker + 1 + PLAIN.length();
    }

    /**
     * Restores the slashes of the last {@code :/} that is followed by another character; imgproxy looks for the last
     * one, too.
     */
    private static String withSchemeSlashes(String source) {
        int colon = lastMergedColon(source, endOfText(source));
        if (colon < 0) {
            return source;
        }
        String scheme = source.substring(0, colon);
        String slashes = scheme.equals("local") ? ":///" : "://";
        return scheme + slashes + source.substring(colon + 2);
    }

    private static int lastMergedColon(String source, int endOfText) {
        int colon = source.lastIndexOf(":/", endOfText - 1);
        while (colon > 0) {
            int after = colon + 2;
            if (after < source.length() && source.charAt(after) != '/') {
                return colon;
            }
            colon = source.lastIndexOf(":/", colon - 1);
        }
        return -1;
    }

    private static int endOfText(String source) {
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == ' ' || (c >= '\t' && c <= '\r' && c != 0x0B)) {
                return i;
            }
        }
        return source.length();
    }
}
