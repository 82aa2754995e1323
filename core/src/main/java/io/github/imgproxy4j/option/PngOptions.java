package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code pngo}: how PNG results are written. Needs imgproxy Pro.
 *
 * @param interlaced whether the image is interlaced; null leaves the server's choice, no by default
 * @param quantize whether the image is reduced to a palette; null leaves the server's choice, no by default
 * @param colors the size of the palette, 2 to 256; null leaves the server's choice, 256 by default
 */
public record PngOptions(
        @Nullable Boolean interlaced,
        @Nullable Boolean quantize,
        @Nullable Integer colors) implements TypedOption {
    /** Checks every value. */
    public PngOptions {
        Rules.of(OptionName.PNG_OPTIONS).range("colors", colors, 2, 256).enforce();
    }

    /** The server's choice. */
    public static PngOptions unchanged() {
        return new PngOptions(null, null, null);
    }

    /** The same with another choice of {@link #interlaced()}. */
    public PngOptions interlaced(boolean interlaced) {
        return new PngOptions(interlaced, quantize, colors);
    }

    /** The same with another choice of {@link #quantize()}. */
    public PngOptions quantize(boolean quantize) {
        return new PngOptions(interlaced, quantize, colors);
    }

    /** The same with another choice of {@link #colors()}. */
    public PngOptions colors(int colors) {
        return new PngOptions(interlaced, quantize, colors);
    }

    @Override
    public OptionName optionName() {
        return OptionName.PNG_OPTIONS;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(interlaced, quantize, colors);
    }
}
