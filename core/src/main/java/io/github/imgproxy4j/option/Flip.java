package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code fl}: mirrors the image. Since imgproxy 3.31.
 *
 * @param horizontal whether left and right are swapped; false by default
 * @param vertical whether top and bottom are swapped; false by default
 */
public record Flip(boolean horizontal, boolean vertical) implements TypedOption {
    /** Nothing is mirrored. */
    public static Flip none() {
        return new Flip(false, false);
    }

    /** Left and right are swapped. */
    public static Flip leftRight() {
        return new Flip(true, false);
    }

    /** Top and bottom are swapped. */
    public static Flip upsideDown() {
        return new Flip(false, true);
    }

    /** All sides are swapped. */
    public static Flip both() {
        return new Flip(true, true);
    }

    @Override
    public OptionName optionName() {
        return OptionName.FLIP;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(horizontal, vertical);
    }
}
