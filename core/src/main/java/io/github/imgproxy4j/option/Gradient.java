package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code gr}: overlays the image with a gradient from transparent to a colour. Needs imgproxy Pro.
 *
 * @param opacity 0 (none, the default) to 1
 * @param color 3 or 6 hexadecimal digits; null is black
 * @param direction the direction in which it increases; null is {@link Direction#DOWN}
 * @param start where it begins, 0 (the default) to 1
 * @param stop where it is full, 0 to 1 (the default)
 */
public record Gradient(
        double opacity,
        @Nullable String color,
        @Nullable Direction direction,
        @Nullable Double start,
        @Nullable Double stop)
        implements TypedOption {
    /** Checks every value. */
    public Gradient {
        Rules.of(OptionName.GRADIENT)
                .range("opacity", opacity, 0, 1)
                .color("color", color)
                .range("start", start, 0, 1)
                .range("stop", stop, 0, 1)
                .enforce();
    }

    /** A black gradient from top to bottom. */
    public static Gradient opacity(double opacity) {
        return new Gradient(opacity, null, null, null, null);
    }

    /** The same in another colour, 3 or 6 hexadecimal digits. */
    public Gradient color(String hex) {
        return new Gradient(opacity, hex, direction, start, stop);
    }

    /** The same in another direction. */
    public Gradient direction(Direction direction) {
        return new Gradient(opacity, color, direction, start, stop);
    }

    /** The same between two positions, from 0 to 1. */
    public Gradient between(double start, double stop) {
        return new Gradient(opacity, color, direction, start, stop);
    }

    private static @Nullable Direction direction(Arguments arguments, int index) {
        return arguments.has(index) ? new Direction(arguments.text(index)) : null;
    }

    static Gradient read(Arguments arguments) {
        arguments.atMost(5);
        return new Gradient(
                arguments.decimal(0),
                arguments.textOrNull(1),
                direction(arguments, 2),
                arguments.decimalOrNull(3),
                arguments.decimalOrNull(4));
    }

    @Override
    public OptionName optionName() {
        return OptionName.GRADIENT;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(opacity, color, direction, start, stop);
    }
}
