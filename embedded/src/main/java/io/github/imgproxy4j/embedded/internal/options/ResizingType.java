package io.github.imgproxy4j.embedded.internal.options;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a source meets the requested box. */
public enum ResizingType {
    /** Inside the box, aspect ratio kept. */
    FIT,
    /** Covers the box; what sticks out is cropped. */
    FILL,
    /** As {@link #FILL}; a source too small for the box is cropped to the box's aspect ratio instead of enlarged. */
    FILL_DOWN,
    /** Exactly the box, aspect ratio ignored. */
    FORCE,
    /** {@link #FILL} if source and box are both landscape or both portrait, else {@link #FIT}. */
    AUTO;

    /** The type with a name as imgproxy spells it, {@code fill-down}. */
    static Optional<ResizingType> named(String name) {
        return Arrays.stream(values())
                .filter(type ->
                        type.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name))
                .findFirst();
    }

    /** This type, or what {@link #AUTO} means for a source and a box. */
    public ResizingType decidedFor(double sourceWidth, double sourceHeight, double boxWidth, double boxHeight) {
        if (this != AUTO) {
            return this;
        }
        boolean sourceLandscape = sourceWidth >= sourceHeight;
        boolean boxLandscape = boxWidth >= boxHeight;
        return sourceLandscape == boxLandscape ? FILL : FIT;
    }
}
