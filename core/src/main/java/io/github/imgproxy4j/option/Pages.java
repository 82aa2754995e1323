package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code pgs}: how many pages are shown, one below the other. Needs imgproxy Pro.
 *
 * @param count 1 (the default) or more
 */
public record Pages(int count) implements TypedOption {
    /** Checks the value. */
    public Pages {
        Rules.of(OptionName.PAGES).atLeastOne("", count).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.PAGES;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(count);
    }
}
