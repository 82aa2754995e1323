package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code mh}: the height that the result has at least; a {@link Height} still crops it.
 *
 * @param pixels 0 (the default) is no limit
 */
public record MinHeight(int pixels) implements TypedOption {
    /** Checks the value. */
    public MinHeight {
        Rules.of(OptionName.MIN_HEIGHT).pixels("", pixels).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.MIN_HEIGHT;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(pixels);
    }
}
