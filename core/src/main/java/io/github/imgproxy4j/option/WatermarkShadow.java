package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code wmsh}: a shadow under the {@link Watermark}; none by default. Needs imgproxy Pro.
 *
 * @param sigma the size of the mask that blurs it, 0 or more
 */
public record WatermarkShadow(double sigma) implements TypedOption {
    /** Checks the value. */
    public WatermarkShadow {
        Rules.of(OptionName.WATERMARK_SHADOW).notNegative("", sigma).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.WATERMARK_SHADOW;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(sigma);
    }
}
