package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code kcr}: whether copyright information stays where other metadata is left out.
 *
 * @param enabled true by default, unless the server is set otherwise
 */
public record KeepCopyright(boolean enabled) implements TypedOption {
    @Override
    public OptionName optionName() {
        return OptionName.KEEP_COPYRIGHT;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(enabled);
    }
}
