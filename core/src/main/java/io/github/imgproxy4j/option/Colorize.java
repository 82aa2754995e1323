package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code col}: overlays the image with a colour. Needs imgproxy Pro.
 *
 * @param opacity 0 (none, the default) to 1
 * @param color 3 or 6 hexadecimal digits; null is black
 * @param keepAlpha whether transparent pixels stay transparent; null is no
 */
public record Colorize(
        double opacity, @Nullable String color, @Nullable Boolean keepAlpha) implements TypedOption {
    /** Checks every value. */
    public Colorize {
        Rules.of(OptionName.COLORIZE)
                .range("opacity", opacity, 0, 1)
                .color("color", color)
                .enforce();
    }

    /** Black over all pixels. */
    public static Colorize opacity(double opacity) {
        return new Colorize(opacity, null, null);
    }

    /** The same in another colour, 3 or 6 hexadecimal digits. */
    public Colorize color(String hex) {
        return new Colorize(opacity, hex, keepAlpha);
    }

    /** The same, keeping transparent pixels or not. */
    public Colorize keepAlpha(boolean kept) {
        return new Colorize(opacity, color, kept);
    }

    @Override
    public OptionName optionName() {
        return OptionName.COLORIZE;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(opacity, color, keepAlpha);
    }
}
