package io.github.imgproxy4j.option;

import java.util.Arrays;
import java.util.List;

/**
 * {@code bd}: blurs detected objects. Needs imgproxy Pro.
 *
 * @param sigma the size of the mask, 0 or more; 0 is none
 * @param classes class names of the server's neural network, such as {@code face}; none means all
 */
public record BlurDetections(double sigma, List<String> classes) implements TypedOption {
    /** Checks every value. */
    public BlurDetections {
        classes = List.copyOf(classes);
        Rules.of(OptionName.BLUR_DETECTIONS)
                .notNegative("sigma", sigma)
                .names("class", classes)
                .enforce();
    }

    /** For these classes; for all if none is given. */
    public static BlurDetections of(double sigma, String... classes) {
        return new BlurDetections(sigma, Arrays.asList(classes));
    }

    @Override
    public OptionName optionName() {
        return OptionName.BLUR_DETECTIONS;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(Argument.texts(sigma), classes);
    }
}
