package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ush}: sharpens a resized image. Needs imgproxy Pro.
 *
 * @param mode null leaves the server's choice, {@link UnsharpMaskingMode#AUTO} by default
 * @param weight the weight of neighbouring pixels, greater than 0; null leaves the server's choice, 1 by default
 * @param divider greater than 0, a smaller value sharpens more; null leaves the server's choice, 24 by default
 */
public record UnsharpMasking(
        @Nullable UnsharpMaskingMode mode,
        @Nullable Double weight,
        @Nullable Double divider) implements TypedOption {
    /** Checks every value. */
    public UnsharpMasking {
        Rules.of(OptionName.UNSHARP_MASKING)
                .positive("weight", weight)
                .positive("divider", divider)
                .enforce();
    }

    /** The server's choice. */
    public static UnsharpMasking unchanged() {
        return new UnsharpMasking(null, null, null);
    }

    /** The same with another mode. */
    public UnsharpMasking mode(UnsharpMaskingMode mode) {
        return new UnsharpMasking(mode, weight, divider);
    }

    /** The same with another weight of neighbouring pixels, greater than 0. */
    public UnsharpMasking weight(double weight) {
        return new UnsharpMasking(mode, weight, divider);
    }

    /** The same with another divider, greater than 0; a smaller value sharpens more. */
    public UnsharpMasking divider(double divider) {
        return new UnsharpMasking(mode, weight, divider);
    }

    @Override
    public OptionName optionName() {
        return OptionName.UNSHARP_MASKING;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(mode, weight, divider);
    }
}
