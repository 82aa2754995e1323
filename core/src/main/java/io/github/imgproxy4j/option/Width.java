package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code w}: the width of the result.
 *
 * @param pixels 0 (the default) derives it from the height
 */
public record Width(int pixels) implements TypedOption {
    /** Checks the value. */
    public Width {
        Rules.of(OptionName.WIDTH).pixels("", pixels).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.WIDTH;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(pixels);
    }
}
