package io.github.imgproxy4j.internal.url;

/** The scheme of a source, parsed without regular expressions. */
public final class Scheme {
    private static final String AUTHORITY = "//";
    private static final String DATA = "data:";
    private static final String PICTURE = "data:image/";

    private Scheme() {}

    /** Whether the source is a {@code data:} URL. */
    static boolean isData(String source) {
        return source.regionMatches(true, 0, DATA, 0, DATA.length());
    }

    /** Whether the source is a {@code data:} URL of an image, which an {@code <img>} can show. */
    public static boolean isPicture(String source) {
        return source.regionMatches(true, 0, PICTURE, 0, PICTURE.length());
    }

    /** The index of the scheme's colon, {@code 5} in {@code https://example.com/}; negative if there is no scheme. */
    static int colon(String source) {
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == ':') {
                return i == 0 ? -1 : i;
            }
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean later = i > 0 && ((c >= '0' && c <= '9') || c == '+' || c == '.' || c == '-');
            if (!letter && !later) {
                return -1;
            }
        }
        return -1;
    }

    /** The index after {@code ://}, where the authority begins; negative if there is none. */
    static int authority(String source) {
        int colon = colon(source);
        return colon >= 0 && source.startsWith(AUTHORITY, colon + 1) ? colon + 1 + AUTHORITY.length() : -1;
    }

    /** The end of the authority, at a slash or at the end of the source; negative if there is none. */
    static int authorityEnd(String source) {
        int start = authority(source);
        if (start < 0) {
            return -1;
        }
        int slash = source.indexOf('/', start);
        return slash < 0 ? source.length() : slash;
    }
}
