package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code pbl}: a Gaussian blur that increases across the image. Announced for imgproxy 4.1, not yet released. Needs
 * imgproxy Pro.
 *
 * @param sigma the size of the largest mask, 0 or more; 0 is none
 * @param direction the direction in which it increases; null is {@link Direction#DOWN}
 * @param start where it begins, 0 (the default) to 1
 * @param stop where it is full, 0 to 1 (the default)
 */
public record ProgressiveBlur(
        double sigma,
        @Nullable Direction direction,
        @Nullable Double start,
        @Nullable Double stop) implements TypedOption {
    /** Checks every value. */
    public ProgressiveBlur {
        Rules.of(OptionName.PROGRESSIVE_BLUR)
                .notNegative("sigma", sigma)
                .range("start", start, 0, 1)
                .range("stop", stop, 0, 1)
                .enforce();
    }

    /** A blur that increases from top to bottom. */
    public static ProgressiveBlur sigma(double sigma) {
        return new ProgressiveBlur(sigma, null, null, null);
    }

    /** The same in another direction. */
    public ProgressiveBlur direction(Direction direction) {
        return new ProgressiveBlur(sigma, direction, start, stop);
    }

    /** The same between two positions, from 0 to 1. */
    public ProgressiveBlur between(double start, double stop) {
        return new ProgressiveBlur(sigma, direction, start, stop);
    }

    private static @Nullable Direction direction(Arguments arguments, int index) {
        return arguments.has(index) ? new Direction(arguments.text(index)) : null;
    }

    static ProgressiveBlur read(Arguments arguments) {
        arguments.atMost(4);
        return new ProgressiveBlur(
                arguments.decimal(0), direction(arguments, 1), arguments.decimalOrNull(2), arguments.decimalOrNull(3));
    }

    @Override
    public OptionName optionName() {
        return OptionName.PROGRESSIVE_BLUR;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(sigma, direction, start, stop);
    }
}
