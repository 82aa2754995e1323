package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code st}: style rules that are put into an SVG source; in the path they stand in Base64. Needs imgproxy Pro.
 *
 * @param css the rules; empty (the default) is none
 */
public record Style(String css) implements TypedOption {
    /** Checks the value. */
    public Style {
        Rules.of(OptionName.STYLE).wellFormed("", css).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.STYLE;
    }

    @Override
    public List<String> arguments() {
        return List.of(Argument.base64(css));
    }
}
