package io.github.imgproxy4j.documentation;

// region imports
import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.option.Anchor;
import io.github.imgproxy4j.option.ResizingType;
import io.github.imgproxy4j.option.Watermark;
import io.github.imgproxy4j.option.WatermarkPosition;
import java.time.Instant;
// endregion

/** The example of {@code docs/options.md}. */
final class OptionsExample {
    private OptionsExample() {}

    static ImageUrls urls(Imgproxy imgproxy) {
        // region urls
        ImageUrls urls = imgproxy.image("local:///cat.jpg")
                .resize(ResizingType.FILL, 300, 200)
                .gravity(Anchor.focusPoint(0.5, 0.3))
                .watermark(Watermark.opacity(0.5)
                        .at(WatermarkPosition.SOUTH_EAST, 10, 10)
                        .scale(0.2))
                .expires(Instant.parse("2030-01-01T00:00:00Z"))
                .format("webp")
                .urls();
        // endregion
        return urls;
    }
}
