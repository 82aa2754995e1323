package io.github.imgproxy4j.option;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code rs}: resizing type, width, height, enlarging and extending in one option.
 *
 * @param type how the image fits the box
 * @param width pixels; 0 derives it from the height
 * @param height pixels; 0 derives it from the width
 * @param enlarge whether small sources are enlarged; null is no
 * @param extend how a smaller result is padded to the box; null is not at all
 */
public record Resize(
        ResizingType type,
        int width,
        int height,
        @Nullable Boolean enlarge,
        @Nullable Extend extend) implements TypedOption {
    /** Checks every value. */
    public Resize {
        Rules.of(OptionName.RESIZE)
                .pixels("width", width)
                .pixels("height", height)
                .enforce();
    }

    /** A box without enlarging and extending. */
    public Resize(ResizingType type, int width, int height) {
        this(type, width, height, null, null);
    }

    /** The same, enlarging small sources or not. */
    public Resize enlarge(boolean allowed) {
        return new Resize(type, width, height, allowed, extend);
    }

    /** The same, padding a smaller result to the box or not. */
    public Resize extend(Extend rule) {
        return new Resize(type, width, height, enlarge, rule);
    }

    @Override
    public List<ProcessingOption> parts() {
        List<ProcessingOption> parts = new ArrayList<>(List.of(new Resizing(type)));
        parts.addAll(new Size(width, height, enlarge, extend).parts());
        return List.copyOf(parts);
    }

    @Override
    public OptionName optionName() {
        return OptionName.RESIZE;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(
                Argument.texts(type, width, height, enlarge), extend == null ? List.of() : extend.arguments());
    }
}
