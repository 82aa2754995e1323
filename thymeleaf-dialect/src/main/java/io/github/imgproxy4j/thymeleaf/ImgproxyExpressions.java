package io.github.imgproxy4j.thymeleaf;

import io.github.imgproxy4j.ImageBuilder;
import io.github.imgproxy4j.ImageView;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.template.ImageAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The expression object {@code #imgproxy}: URLs for markup that a template writes itself. Immutable and thread-safe.
 *
 * <p>Invalid input is handled according to the setting {@code imgproxy.on-error}; if nothing is to be shown the result
 * is null.
 *
 * <pre>{@code
 * <a th:with="view=${#imgproxy.url(photo.url, 'card')}" th:href="${view.cached}">
 * }</pre>
 */
public final class ImgproxyExpressions {
    private final Imgproxy imgproxy;

    ImgproxyExpressions(Imgproxy imgproxy) {
        this.imgproxy = imgproxy;
    }

    /** The URLs of a source without options. */
    public @Nullable ImageView url(@Nullable String source) {
        return url(source, null);
    }

    /** The URLs of a source with a preset; null for none. */
    public @Nullable ImageView url(@Nullable String source, @Nullable String preset) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(ImageAttributes.SOURCE, source == null ? "" : source);
        attributes.put("preset", preset == null ? "" : preset);
        return view(attributes);
    }

    /** The URLs of an image that is described by {@code src} and the same options as an {@code <img>}. */
    public @Nullable ImageView urlOf(Map<String, ?> attributes) {
        Map<String, String> texts = new LinkedHashMap<>();
        attributes.forEach((name, value) -> texts.put(name, value == null ? "" : ImageAttributes.text(value)));
        return view(texts);
    }

    /**
     * Begins an image; its options are method calls.
     *
     * @throws io.github.imgproxy4j.error.ImgproxyException if the source is empty or not allowed
     */
    public ImageBuilder image(@Nullable String source) {
        return imgproxy.image(source == null ? "" : source);
    }

    private @Nullable ImageView view(Map<String, String> attributes) {
        return ImageAttributes.of(attributes).view(imgproxy).orElse(null);
    }
}
