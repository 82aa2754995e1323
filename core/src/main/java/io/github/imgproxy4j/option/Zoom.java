package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code z}: multiplies width and height, but no offsets and no padding; 1 by default.
 *
 * @param x greater than 0
 * @param y greater than 0; null means the same as {@code x}
 */
public record Zoom(double x, @Nullable Double y) implements TypedOption {
    /** Checks every value. */
    public Zoom {
        Rules.of(OptionName.ZOOM).positive("x", x).positive("y", y).enforce();
    }

    /** The same factor for both sides. */
    public Zoom(double factor) {
        this(factor, null);
    }

    @Override
    public OptionName optionName() {
        return OptionName.ZOOM;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(x, y);
    }
}
