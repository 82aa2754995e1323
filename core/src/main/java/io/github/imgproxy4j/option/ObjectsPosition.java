package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code op}: the position of detected objects if the {@link Gravity} is an object. Needs imgproxy Pro.
 *
 * @param anchor a side, a corner, the centre (the default), a focus point, or {@link Anchor#proportional}
 */
public record ObjectsPosition(Anchor anchor) implements TypedOption {
    /** Checks the value. */
    public ObjectsPosition {
        Rules.of(OptionName.OBJECTS_POSITION)
                .keep(
                        !(anchor instanceof Anchor.Smart
                                || anchor instanceof Anchor.DetectedObjects
                                || anchor instanceof Anchor.WeightedObjects),
                        "",
                        anchor.arguments(),
                        "must be a side, a corner, the centre, a focus point or prop")
                .enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.OBJECTS_POSITION;
    }

    @Override
    public List<String> arguments() {
        return anchor.arguments();
    }
}
