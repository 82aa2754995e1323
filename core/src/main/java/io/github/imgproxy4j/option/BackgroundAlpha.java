package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code bga}: the opacity of the {@link Background}. Needs imgproxy Pro.
 *
 * @param alpha 0 to 1, the default
 */
public record BackgroundAlpha(double alpha) implements TypedOption {
    /** Checks the value. */
    public BackgroundAlpha {
        Rules.of(OptionName.BACKGROUND_ALPHA).range("", alpha, 0, 1).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.BACKGROUND_ALPHA;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(alpha);
    }
}
