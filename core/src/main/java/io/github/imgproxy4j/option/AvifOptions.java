package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code avifo}: how AVIF results are written. Since imgproxy 3.31. Needs imgproxy Pro.
 *
 * @param subsampling {@link AvifSubsampling#AUTO} by default
 */
public record AvifOptions(AvifSubsampling subsampling) implements TypedOption {
    @Override
    public OptionName optionName() {
        return OptionName.AVIF_OPTIONS;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(subsampling);
    }
}
