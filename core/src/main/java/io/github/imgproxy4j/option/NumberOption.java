package io.github.imgproxy4j.option;

import java.util.List;

/**
 * An option with one number, {@code w:300}.
 *
 * @param optionName a name whose documentation links to this class, and tells unit, range and default
 * @param value a {@link Long} if the option accepts only whole numbers, otherwise a {@link Double}; others are
 *     converted
 */
public record NumberOption(OptionName optionName, Number value) implements TypedOption {
    /** Checks the value. */
    public NumberOption {
        value = optionName.rule().number(optionName, value);
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(value);
    }
}
