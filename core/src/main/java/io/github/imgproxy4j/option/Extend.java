package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ex}: whether a result smaller than the box is padded to its size.
 *
 * @param enabled false by default
 * @param anchor the position of the image: a side, a corner, the centre or a focus point; null is the centre
 */
public record Extend(boolean enabled, @Nullable Anchor anchor) implements TypedOption {
    /** Checks every value. */
    public Extend {
        Rules.of(OptionName.EXTEND)
                .keep(
                        anchor == null || anchor instanceof Anchor.Toward || anchor instanceof Anchor.FocusPoint,
                        "anchor",
                        anchor == null ? "" : anchor.arguments(),
                        "must be a side, a corner, the centre or a focus point")
                .enforce();
    }

    /** Padding around the centre. */
    public static Extend on() {
        return new Extend(true, null);
    }

    /** No padding. */
    public static Extend off() {
        return new Extend(false, null);
    }

    /** Padding that leaves the image at a side, in a corner or in the centre. */
    public static Extend toward(Compass compass) {
        return at(Anchor.toward(compass));
    }

    /** Padding around an anchor. */
    public static Extend at(Anchor anchor) {
        return new Extend(true, anchor);
    }

    static Extend read(Arguments arguments) {
        boolean enabled = arguments.flag(0);
        return new Extend(enabled, arguments.count() < 2 ? null : AnchorReader.read(arguments, 1));
    }

    @Override
    public OptionName optionName() {
        return OptionName.EXTEND;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(List.of(enabled ? "1" : "0"), anchor == null ? List.of() : anchor.arguments());
    }
}
