package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code att}: whether a browser saves the image instead of showing it.
 *
 * @param enabled false by default
 */
public record ReturnAttachment(boolean enabled) implements TypedOption {
    @Override
    public OptionName optionName() {
        return OptionName.RETURN_ATTACHMENT;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(enabled);
    }
}
