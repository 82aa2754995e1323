package io.github.imgproxy4j.filter.internal.urls;

import io.github.imgproxy4j.ImageBuilder;
import io.github.imgproxy4j.internal.text.JsonObject;
import java.util.Map;

/** One image in the response of {@code MOUNT/urls}. */
final class ImageJson {
    private ImageJson() {}

    /** The URLs of one image, and the size where the preset fixes it. */
    static JsonObject of(String source, ImageBuilder image) {
        Map<String, String> attributes = image.img().attributes();
        // Without a fallback the element has one of the two URLs; the page may want the other all the same.
        String proxy = attributes.get("data-imgproxy-src");
        return new JsonObject()
                .text("src", source)
                .text("cached", attributes.get("src"))
                .text("proxy", proxy == null ? image.view().getProxy() : proxy)
                .text("srcset", attributes.get("srcset"))
                .text("proxySrcset", attributes.get("data-imgproxy-srcset"))
                .text("last", attributes.get("data-imgproxy-last"))
                .number("width", attributes.get("width"))
                .number("height", attributes.get("height"));
    }
}
