package io.github.imgproxy4j.option;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code a}: brightness, contrast and saturation in one. Needs imgproxy Pro.
 *
 * @param brightness -255 to 255; null leaves it unchanged, 0 by default
 * @param contrast 0 or more; null leaves it unchanged, 1 by default
 * @param saturation 0 or more; null leaves it unchanged, 1 by default
 */
public record Adjust(
        @Nullable Integer brightness,
        @Nullable Double contrast,
        @Nullable Double saturation) implements TypedOption {
    /** Checks every value. */
    public Adjust {
        Rules.of(OptionName.ADJUST)
                .range("brightness", brightness, -255, 255)
                .notNegative("contrast", contrast)
                .notNegative("saturation", saturation)
                .enforce();
    }

    /** Nothing is adjusted. */
    public static Adjust unchanged() {
        return new Adjust(null, null, null);
    }

    /** The same with a brightness from -255 to 255; 0 changes nothing. */
    public Adjust brightness(int value) {
        return new Adjust(value, contrast, saturation);
    }

    /** The same with a contrast of 0 or more; 1 changes nothing. */
    public Adjust contrast(double factor) {
        return new Adjust(brightness, factor, saturation);
    }

    /** The same with a saturation of 0 or more; 1 changes nothing. */
    public Adjust saturation(double factor) {
        return new Adjust(brightness, contrast, factor);
    }

    @Override
    public List<ProcessingOption> parts() {
        List<ProcessingOption> parts = new ArrayList<>();
        if (brightness != null) {
            parts.add(new NumberOption(OptionName.BRIGHTNESS, brightness));
        }
        if (contrast != null) {
            parts.add(new NumberOption(OptionName.CONTRAST, contrast));
        }
        if (saturation != null) {
            parts.add(new NumberOption(OptionName.SATURATION, saturation));
        }
        return List.copyOf(parts);
    }

    @Override
    public OptionName optionName() {
        return OptionName.ADJUST;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(brightness, contrast, saturation);
    }
}
