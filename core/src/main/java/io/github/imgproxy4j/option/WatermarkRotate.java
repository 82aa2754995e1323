package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code wmr}: turns the {@link Watermark} clockwise. Needs imgproxy Pro.
 *
 * @param degrees any; 0 by default
 */
public record WatermarkRotate(double degrees) implements TypedOption {
    /** Checks the value. */
    public WatermarkRotate {
        Rules.of(OptionName.WATERMARK_ROTATE).finite("", degrees).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.WATERMARK_ROTATE;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(degrees);
    }
}
