package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code ar}: whether the orientation in the metadata is applied.
 *
 * @param enabled true by default, unless the server is set otherwise
 */
public record AutoRotate(boolean enabled) implements TypedOption {
    @Override
    public OptionName optionName() {
        return OptionName.AUTO_ROTATE;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(enabled);
    }
}
