package io.github.imgproxy4j.taglib;

import io.github.imgproxy4j.Imgproxy;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The tag {@code <imgproxy:preload>}: a {@code <link>} that makes the browser fetch an important image early. */
public final class PreloadTag extends ImageTag {
    /** A tag without attributes. */
    public PreloadTag() {
        super("preload");
    }

    /** Formats of the image, best first; the first is preloaded. */
    public void setFormats(@Nullable Object names) {
        put("formats", names);
    }

    @Override
    void render(Imgproxy imgproxy) throws IOException {
        print(image().preload(imgproxy));
    }
}
