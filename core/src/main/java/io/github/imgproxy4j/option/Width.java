package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code w}: the width of the result.
 *
 * @param pixels 0 derives it from the height
 */
public record Width(int pixels) implements ProcessingOption {
    /** Checks the range. */
    public Width {
        Argument.notNegative("width", pixels);
    }

    @Override
    public String name() {
        return "w";
    }

    @Override
    public List<String> arguments() {
        return List.of(Integer.toString(pixels));
    }
}
