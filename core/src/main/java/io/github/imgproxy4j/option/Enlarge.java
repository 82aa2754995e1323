package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code el}: whether a source smaller than the box grows.
 *
 * @param allowed false is what imgproxy does by default
 */
public record Enlarge(boolean allowed) implements TypedOption {
    @Override
    public OptionName optionName() {
        return OptionName.ENLARGE;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(allowed);
    }
}
