package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code rot}: turns the image clockwise, after {@link AutoRotate}.
 *
 * @param degrees a multiple of 90; 0 by default
 */
public record Rotate(int degrees) implements TypedOption {
    /** Checks the value. */
    public Rotate {
        Rules.of(OptionName.ROTATE)
                .keep(degrees % 90 == 0, "", degrees, "must be a multiple of 90 degrees")
                .enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.ROTATE;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(degrees);
    }
}
