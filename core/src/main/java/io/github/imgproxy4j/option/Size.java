package io.github.imgproxy4j.option;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code s}: width, height, enlarging and extending in one option.
 *
 * @param width pixels; 0 derives it from the height
 * @param height pixels; 0 derives it from the width
 * @param enlarge whether small sources are enlarged; null is no
 * @param extend how a smaller result is padded to the box; null is not at all
 */
public record Size(
        int width,
        int height,
        @Nullable Boolean enlarge,
        @Nullable Extend extend) implements TypedOption {
    /** Checks every value. */
    public Size {
        Rules.of(OptionName.SIZE)
                .pixels("width", width)
                .pixels("height", height)
                .enforce();
    }

    /** A box without enlarging and extending. */
    public Size(int width, int height) {
        this(width, height, null, null);
    }

    /** The same, enlarging small sources or not. */
    public Size enlarge(boolean allowed) {
        return new Size(width, height, allowed, extend);
    }

    /** The same, padding a smaller result to the box or not. */
    public Size extend(Extend rule) {
        return new Size(width, height, enlarge, rule);
    }

    @Override
    public List<ProcessingOption> parts() {
        List<ProcessingOption> parts = new ArrayList<>(
                List.of(new NumberOption(OptionName.WIDTH, width), new NumberOption(OptionName.HEIGHT, height)));
        if (enlarge != null) {
            parts.add(new FlagOption(OptionName.ENLARGE, enlarge));
        }
        if (extend != null) {
            parts.add(extend);
        }
        return List.copyOf(parts);
    }

    @Override
    public OptionName optionName() {
        return OptionName.SIZE;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(Argument.texts(width, height, enlarge), extend == null ? List.of() : extend.arguments());
    }
}
