package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code contrast}: moves light and dark apart; printed by its long name, because imgproxy documents {@code co} for
 * {@link CropObjects} as well. Needs imgproxy Pro.
 *
 * @param factor 0 or more; 1 by default
 */
public record Contrast(double factor) implements TypedOption {
    /** Checks the value. */
    public Contrast {
        Rules.of(OptionName.CONTRAST).notNegative("", factor).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.CONTRAST;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(factor);
    }
}
