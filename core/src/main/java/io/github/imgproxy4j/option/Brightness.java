package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code br}: makes the image lighter or darker. Needs imgproxy Pro.
 *
 * @param value -255 to 255; 0 by default
 */
public record Brightness(int value) implements TypedOption {
    /** Checks the value. */
    public Brightness {
        Rules.of(OptionName.BRIGHTNESS).range("", value, -255, 255).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.BRIGHTNESS;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(value);
    }
}
