package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code rt}: how the image fits its box.
 *
 * @param type {@link ResizingType#FIT} is the default
 */
public record Resizing(ResizingType type) implements TypedOption {
    @Override
    public OptionName optionName() {
        return OptionName.RESIZING_TYPE;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(type);
    }
}
