package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code sh}: sharpens the image.
 *
 * @param sigma the size of the mask, 0 or more; 0 (the default) is none
 */
public record Sharpen(double sigma) implements TypedOption {
    /** Checks the value. */
    public Sharpen {
        Rules.of(OptionName.SHARPEN).notNegative("", sigma).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.SHARPEN;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(sigma);
    }
}
