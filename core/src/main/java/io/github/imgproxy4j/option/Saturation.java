package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code sa}: makes colours stronger or weaker. Needs imgproxy Pro.
 *
 * @param factor 0 (grey) or more; 1 by default
 */
public record Saturation(double factor) implements TypedOption {
    /** Checks the value. */
    public Saturation {
        Rules.of(OptionName.SATURATION).notNegative("", factor).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.SATURATION;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(factor);
    }
}
