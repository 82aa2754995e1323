package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code pd}: space around the image, filled with the {@link Background}; none by default, multiplied by
 * {@link OptionName#DPR}.
 *
 * @param top pixels; null is 0
 * @param right pixels; null means the same as {@code top}
 * @param bottom pixels; null means the same as {@code top}
 * @param left pixels; null means the same as {@code right}
 */
public record Padding(
        @Nullable Integer top,
        @Nullable Integer right,
        @Nullable Integer bottom,
        @Nullable Integer left) implements TypedOption {
    /** Checks every value. */
    public Padding {
        Rules.of(OptionName.PADDING)
                .pixels("top", top)
                .pixels("right", right)
                .pixels("bottom", bottom)
                .pixels("left", left)
                .enforce();
    }

    /** The same on every side. */
    public static Padding all(int pixels) {
        return new Padding(pixels, null, null, null);
    }

    /** One value above and below, another on the left and right. */
    public static Padding symmetric(int vertical, int horizontal) {
        return new Padding(vertical, horizontal, null, null);
    }

    @Override
    public OptionName optionName() {
        return OptionName.PADDING;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(top, right, bottom, left);
    }
}
