package io.github.imgproxy4j.internal.url;

/** A source that is no address but the picture itself, {@code data:image/png;base64,…} (RFC 2397). */
public final class DataUrl {
    /** As much as a message needs to tell one from another. */
    private static final int SHOWN = 40;

    private DataUrl() {}

    /** The URL as a candidate of a {@code srcset}, which white space, or a comma at the end, would cut off. */
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
