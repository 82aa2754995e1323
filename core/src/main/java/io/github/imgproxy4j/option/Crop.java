package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code c}: cuts out an area of the source before it is resized.
 *
 * @param width values from 1 are pixels, values below 1 a fraction of the source; 0 is the whole width
 * @param height values from 1 are pixels, values below 1 a fraction of the source; 0 is the whole height
 * @param anchor the part that stays; null is the {@link Gravity} of the image
 */
public record Crop(double width, double height, @Nullable Anchor anchor) implements TypedOption {
    /** Checks every value. */
    public Crop {
        Rules.of(OptionName.CROP)
                .notNegative("width", width)
                .notNegative("height", height)
                .keep(!(anchor instanceof Anchor.Proportional), "anchor", "prop", "must not be prop")
                .enforce();
    }

    /** An area at the gravity of the image. */
    public Crop(double width, double height) {
        this(width, height, null);
    }

    /** The same around an anchor. */
    public Crop around(Anchor anchor) {
        return new Crop(width, height, anchor);
    }

    static Crop read(Arguments arguments) {
        return new Crop(
                arguments.decimal(0),
                arguments.count() < 2 ? 0 : arguments.decimal(1),
                arguments.count() < 3 ? null : AnchorReader.read(arguments, 2));
    }

    @Override
    public OptionName optionName() {
        return OptionName.CROP;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(Argument.texts(width, height), anchor == null ? List.of() : anchor.arguments());
    }

    @Override
    public boolean isPro() {
        return anchor != null && anchor.isPro();
    }
}
