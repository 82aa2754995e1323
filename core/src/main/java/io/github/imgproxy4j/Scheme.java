package io.github.imgproxy4j;

/** The scheme of a source, read without patterns: a first URL need not compile one. */
final class Scheme {
    private static final String AUTHORITY = "//";

    private Scheme() {}

    /** Where the scheme's colon is, {@code 5} in {@code https://example.com/}; negative if there is no scheme. */
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

    /** Where the authority begins, behind {@code ://}; negative if the source does not begin so. */
    static int authority(String source) {
        int colon = colon(source);
        return colon >= 0 && source.startsWith(AUTHORITY, colon + 1) ? colon + 1 + AUTHORITY.length() : -1;
    }

    /** Where the authority ends, at a slash or with the source; negative if there is none. */
    static int authorityEnd(String source) {
        int start = authority(source);
        if (start < 0) {
            return -1;
        }
        int slash = source.indexOf('/', start);
        return slash < 0 ? source.length() : slash;
    }
}
