package io.github.imgproxy4j.option;

import java.util.Arrays;
import java.util.List;

/**
 * {@code crop_objects}: crops the image to detected objects; printed by its long name, because imgproxy documents
 * {@code co} for {@link OptionName#CONTRAST} as well. Since imgproxy 4. Needs imgproxy Pro.
 *
 * @param scale the size of the area, greater than 0; 1 is the size of the objects, 1.2 leaves a margin of 20 percent
 * @param classes class names of the server's neural network, such as {@code face}; none means all
 */
public record CropObjects(double scale, List<String> classes) implements TypedOption {
    /** Checks every value. */
    public CropObjects {
        classes = List.copyOf(classes);
        Rules.of(OptionName.CROP_OBJECTS)
                .positive("scale", scale)
                .names("class", classes)
                .enforce();
    }

    /** For these classes; for all if none is given. */
    public static CropObjects of(double scale, String... classes) {
        return new CropObjects(scale, Arrays.asList(classes));
    }

    @Override
    public OptionName optionName() {
        return OptionName.CROP_OBJECTS;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(Argument.texts(scale), classes);
    }
}
