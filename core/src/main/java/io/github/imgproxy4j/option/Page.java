package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code pg}: the page of a document or the frame of an animation to show. Needs imgproxy Pro.
 *
 * @param number from 0, the default
 */
public record Page(int number) implements TypedOption {
    /** Checks the value. */
    public Page {
        Rules.of(OptionName.PAGE).notNegative("", number).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.PAGE;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(number);
    }
}
