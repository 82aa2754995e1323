package io.github.imgproxy4j.filter.internal.urls;

import io.github.imgproxy4j.ImageBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what {@code MOUNT/urls} answers. */
final class UrlsJson {
    private UrlsJson() {}

    static String images(List<String> images) {
        return "{\"images\":[" + String.join(",", images) + "]}";
    }

    /** The URLs of one image, and the size where the preset fixes it. */
    static String image(String source, ImageBuilder image) {
        Map<String, String> attributes = image.img().attributes();
        StringBuilder json = new StringBuilder("{\"src\":").append(quoted(source));
        append(json, "cached", attributes.get("src"));
        // Without a fallback the element has no proxy URL; the page may want it all the same.
        String proxy = attributes.get("data-imgproxy-src");
        append(json, "proxy", proxy == null ? image.view().getProxy() : proxy);
        append(json, "srcset", attributes.get("srcset"));
        append(json, "proxySrcset", attributes.get("data-imgproxy-srcset"));
        append(json, "last", attributes.get("data-imgproxy-last"));
        for (String side : List.of("width", "height")) {
            String pixels = attributes.get(side);
            if (pixels != null) {
                json.append(",\"").append(side).append("\":").append(pixels);
            }
        }
        return json.append('}').toString();
    }

    private static void append(StringBuilder json, String name, @Nullable String value) {
        if (value != null) {
            json.append(",\"").append(name).append("\":").append(quoted(value));
        }
    }

    /** RFC 8259, section 7; no markup either, whoever may print it into a page. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '<' || c == '>' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
