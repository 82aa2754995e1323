package io.github.imgproxy4j.option;

import java.util.List;

/**
 * An option that is on or off, {@code el:1}.
 *
 * @param optionName a name whose documentation links to this class
 * @param enabled the meaning of false and the default is documented there
 */
public record FlagOption(OptionName optionName, boolean enabled) implements TypedOption {
    /** Checks that the option is on or off. */
    public FlagOption {
        optionName.rule().requireFlag(optionName);
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(enabled);
    }
}
