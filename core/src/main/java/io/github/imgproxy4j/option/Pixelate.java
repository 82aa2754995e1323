package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code pix}: makes the image of squares.
 *
 * @param pixels the side of a square; 0 and 1 (the default) do nothing
 */
public record Pixelate(int pixels) implements TypedOption {
    /** Checks the value. */
    public Pixelate {
        Rules.of(OptionName.PIXELATE).pixels("", pixels).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.PIXELATE;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(pixels);
    }
}
