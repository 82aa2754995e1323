package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code rs}: resizing type, width and height in one.
 *
 * @param type how the image meets the box
 * @param width pixels; 0 derives it from the height
 * @param height pixels; 0 derives it from the width
 * @param enlarge whether small sources grow; null leaves imgproxy's default
 */
public record Resize(
        ResizingType type, int width, int height, @Nullable Boolean enlarge) implements ProcessingOption {
    /** Checks width and height. */
    public Resize {
        Argument.notNegative("resize width", width);
        Argument.notNegative("resize height", height);
    }

    @Override
    public String name() {
        return "rs";
    }

    @Override
    public List<String> arguments() {
        return List.of(
                type.word(),
                Integer.toString(width),
                Integer.toString(height),
                Argument.text("resize enlarge", enlarge));
    }
}
