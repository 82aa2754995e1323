package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code h}: the height of the result.
 *
 * @param pixels 0 (the default) derives it from the width
 */
public record Height(int pixels) implements TypedOption {
    /** Checks the value. */
    public Height {
        Rules.of(OptionName.HEIGHT).pixels("", pixels).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.HEIGHT;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(pixels);
    }
}
