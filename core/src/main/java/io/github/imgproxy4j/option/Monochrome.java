package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code mc}: shades of one colour. Needs imgproxy Pro.
 *
 * @param intensity 0 (the default) to 1
 * @param color 3 or 6 hexadecimal digits; null is {@code b3b3b3}
 */
public record Monochrome(double intensity, @Nullable String color) implements TypedOption {
    /** Checks every value. */
    public Monochrome {
        Rules.of(OptionName.MONOCHROME)
                .range("intensity", intensity, 0, 1)
                .color("color", color)
                .enforce();
    }

    /** Shades of grey. */
    public Monochrome(double intensity) {
        this(intensity, null);
    }

    @Override
    public OptionName optionName() {
        return OptionName.MONOCHROME;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(intensity, color);
    }
}
