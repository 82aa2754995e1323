package io.github.imgproxy4j.option;

import java.util.Arrays;
import java.util.List;

/**
 * {@code dd}: draws frames around detected objects. Needs imgproxy Pro.
 *
 * @param enabled false by default
 * @param classes class names of the server's neural network, such as {@code face}; none means all
 */
public record DrawDetections(boolean enabled, List<String> classes) implements TypedOption {
    /** Checks every value. */
    public DrawDetections {
        classes = List.copyOf(classes);
        Rules.of(OptionName.DRAW_DETECTIONS).names("class", classes).enforce();
    }

    /** For these classes; for all if none is given. */
    public static DrawDetections of(boolean enabled, String... classes) {
        return new DrawDetections(enabled, Arrays.asList(classes));
    }

    @Override
    public OptionName optionName() {
        return OptionName.DRAW_DETECTIONS;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(Argument.texts(enabled), classes);
    }
}
