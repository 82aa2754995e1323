package io.github.imgproxy4j.taglib;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.template.ImageAttributes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The tag {@code <imgproxy:img>}: an {@code <img>} with a cached URL and a fallback.
 *
 * <pre>{@code
 * <imgproxy:img src="${photo.url}" preset="card" densities="1,2" alt="${photo.title}" loading="lazy"/>
 * }</pre>
 */
public final class ImgTag extends ImageTag {
    /** A tag without attributes. */
    public ImgTag() {
        super("img");
    }

    /** The alternative text. */
    public void setAlt(@Nullable String text) {
        put(ImageAttributes.ALTERNATIVE_TEXT, text);
    }

    @Override
    void render(Imgproxy imgproxy) throws IOException {
        print(image().img(imgproxy));
    }
}
