package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code wms}: the box that a {@link Watermark} without scale fits. Needs imgproxy Pro.
 *
 * @param width pixels; 0 (the default) derives it from the height
 * @param height pixels; 0 (the default) derives it from the width
 */
public record WatermarkSize(int width, int height) implements TypedOption {
    /** Checks every value. */
    public WatermarkSize {
        Rules.of(OptionName.WATERMARK_SIZE)
                .pixels("width", width)
                .pixels("height", height)
                .enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.WATERMARK_SIZE;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(width, height);
    }
}
