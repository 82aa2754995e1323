package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code raw}: whether the source is passed on as it is, of whatever type and size. The filter refuses it by default.
 *
 * @param enabled false by default
 */
public record Raw(boolean enabled) implements TypedOption {
    @Override
    public OptionName optionName() {
        return OptionName.RAW;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(enabled);
    }
}
