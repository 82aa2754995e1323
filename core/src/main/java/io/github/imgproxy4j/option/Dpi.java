package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code dpi}: the resolution that the metadata of the result tells. Needs imgproxy Pro.
 *
 * @param dotsPerInch 0 (the default) leaves it as it is
 */
public record Dpi(double dotsPerInch) implements TypedOption {
    /** Checks the value. */
    public Dpi {
        Rules.of(OptionName.DPI).notNegative("", dotsPerInch).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.DPI;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(dotsPerInch);
    }
}
