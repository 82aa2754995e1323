package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code dpr}: multiplies every size, offset and padding, for screens with more than one device pixel per CSS pixel.
 *
 * @param factor greater than 0; 1 by default. Without {@link Enlarge} the source's size is the limit
 */
public record Dpr(double factor) implements TypedOption {
    /** Checks the value. */
    public Dpr {
        Rules.of(OptionName.DPR).positive("", factor).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.DPR;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(factor);
    }
}
