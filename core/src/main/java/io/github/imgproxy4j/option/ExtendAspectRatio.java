package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code exar}: whether a result is padded to the aspect ratio of the box.
 *
 * @param enabled false by default
 * @param anchor the position of the image: a side, a corner, the centre or a focus point; null is the centre
 */
public record ExtendAspectRatio(boolean enabled, @Nullable Anchor anchor) implements TypedOption {
    /** Checks every value. */
    public ExtendAspectRatio {
        Rules.of(OptionName.EXTEND_ASPECT_RATIO)
                .keep(
                        anchor == null || anchor instanceof Anchor.Toward || anchor instanceof Anchor.FocusPoint,
                        "anchor",
                        anchor == null ? "" : anchor.arguments(),
                        "must be a side, a corner, the centre or a focus point")
                .enforce();
    }

    /** Padding around the centre. */
    public static ExtendAspectRatio on() {
        return new ExtendAspectRatio(true, null);
    }

    /** No padding. */
    public static ExtendAspectRatio off() {
        return new ExtendAspectRatio(false, null);
    }

    /** Padding that leaves the image at a side, in a corner or in the centre. */
    public static ExtendAspectRatio toward(Compass compass) {
        return at(Anchor.toward(compass));
    }

    /** Padding around an anchor. */
    public static ExtendAspectRatio at(Anchor anchor) {
        return new ExtendAspectRatio(true, anchor);
    }

    static ExtendAspectRatio read(Arguments arguments) {
        boolean enabled = arguments.flag(0);
        return new ExtendAspectRatio(enabled, arguments.count() < 2 ? null : AnchorReader.read(arguments, 1));
    }

    @Override
    public OptionName optionName() {
        return OptionName.EXTEND_ASPECT_RATIO;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(List.of(enabled ? "1" : "0"), anchor == null ? List.of() : anchor.arguments());
    }
}
