package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code ra}: how the pixels of a resized image are computed. Needs imgproxy Pro.
 *
 * @param algorithm {@link ResizingAlgorithm#LANCZOS3} is the default
 */
public record Resampling(ResizingAlgorithm algorithm) implements TypedOption {
    @Override
    public OptionName optionName() {
        return OptionName.RESIZING_ALGORITHM;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(algorithm);
    }
}
