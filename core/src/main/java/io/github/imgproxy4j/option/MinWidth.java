package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code mw}: the width that the result has at least; a {@link Width} still crops it.
 *
 * @param pixels 0 (the default) is no limit
 */
public record MinWidth(int pixels) implements TypedOption {
    /** Checks the value. */
    public MinWidth {
        Rules.of(OptionName.MIN_WIDTH).pixels("", pixels).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.MIN_WIDTH;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(pixels);
    }
}
