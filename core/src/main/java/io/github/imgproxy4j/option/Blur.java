package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code bl}: a Gaussian blur.
 *
 * @param sigma the size of the mask, 0 or more; 0 (the default) is none
 */
public record Blur(double sigma) implements TypedOption {
    /** Checks the value. */
    public Blur {
        Rules.of(OptionName.BLUR).notNegative("", sigma).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.BLUR;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(sigma);
    }
}
