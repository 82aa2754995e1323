package io.github.imgproxy4j.internal.url;

/** A source that contains the image itself, {@code data:image/png;base64,…} (RFC 2397). */
public final class DataUrl {
    /** Enough characters to distinguish URLs in messages. */
    private static final int SHOWN = 40;

    private DataUrl() {}

    /** The URL as a candidate of a {@code srcset}, in which white space or a trailing comma would end it. */
    public static String inSrcset(String url) {
        StringBuilder candidate = new StringBuilder(url.length());
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            switch (c) {
                case ' ' -> candidate.append("%20");
                case '\t', '\n', '\f', '\r' -> {} // which browsers remove from every URL
                default -> candidate.append(c);
            }
        }
        while (candidate.length() > 0 && candidate.charAt(candidate.length() - 1) == ',') {
            candidate.setLength(candidate.length() - 1);
        }
        return candidate.toString();
    }

    /** Its beginning, for messages. */
    public static String shown(String url) {
        return url.length() <= SHOWN ? url : url.substring(0, SHOWN) + "…";
    }
}
