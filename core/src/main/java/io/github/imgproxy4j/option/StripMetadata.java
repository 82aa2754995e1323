package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code sm}: whether the metadata of the source is left out.
 *
 * @param enabled true by default, unless the server is set otherwise
 */
public record StripMetadata(boolean enabled) implements TypedOption {
    @Override
    public OptionName optionName() {
        return OptionName.STRIP_METADATA;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(enabled);
    }
}
