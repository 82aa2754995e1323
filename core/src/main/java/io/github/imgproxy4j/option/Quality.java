package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code q}: the quality of a lossy result.
 *
 * @param percent 1 to 100; 0 (the default) leaves the choice to imgproxy
 */
public record Quality(int percent) implements TypedOption {
    /** Checks the value. */
    public Quality {
        Rules.of(OptionName.QUALITY).range("", percent, 0, 100).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.QUALITY;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(percent);
    }
}
