package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code dt}: shades between two colours. Needs imgproxy Pro.
 *
 * @param intensity 0 (the default) to 1
 * @param dark the colour of dark areas, 3 or 6 hexadecimal digits; null is black
 * @param light the colour of light areas, 3 or 6 hexadecimal digits; null is white
 */
public record Duotone(
        double intensity, @Nullable String dark, @Nullable String light) implements TypedOption {
    /** Checks every value. */
    public Duotone {
        Rules.of(OptionName.DUOTONE)
                .range("intensity", intensity, 0, 1)
                .color("dark color", dark)
                .color("light color", light)
                .enforce();
    }

    /** Shades between black and white. */
    public Duotone(double intensity) {
        this(intensity, null, null);
    }

    @Override
    public OptionName optionName() {
        return OptionName.DUOTONE;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(intensity, dark, light);
    }
}
