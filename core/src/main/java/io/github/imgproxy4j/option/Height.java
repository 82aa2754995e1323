package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code h}: the height of the result.
 *
 * @param pixels 0 derives it from the width
 */
public record Height(int pixels) implements ProcessingOption {
    /** Checks the range. */
    public Height {
        Argument.notNegative("height", pixels);
    }

    @Override
    public String name() {
        return "h";
    }

    @Override
    public List<String> arguments() {
        return List.of(Integer.toString(pixels));
    }
}
