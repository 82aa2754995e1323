package io.github.imgproxy4j.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.imgproxy4j.ImageBuilder;
import io.github.imgproxy4j.ImageUrls;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code createImage} of the JavaScript module takes: the attributes of an {@code <img>} as data. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImageJson(
        String cached,
        String proxy,
        @Nullable String srcset,
        @Nullable String proxySrcset,
        @Nullable String width,
        @Nullable String height,
        @Nullable String alt) {

    static ImageJson of(ImageBuilder image) {
        ImageUrls urls = image.urls();
        Map<String, String> attributes = image.img().attributes();
        return new ImageJson(
                urls.cached(),
                urls.proxy(),
                attributes.get("srcset"),
                attributes.get("data-imgproxy-srcset"),
                attributes.get("width"),
                attributes.get("height"),
                attributes.get("alt"));
    }
}
