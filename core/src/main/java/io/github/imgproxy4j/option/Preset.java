package io.github.imgproxy4j.option;

import java.util.Arrays;
import java.util.List;

/**
 * {@code pr}: presets of the imgproxy server; presets of this library are resolved before the path is written.
 *
 * @param names at least one, in the order in which they apply; letters, digits and {@code - . _ ~}
 */
public record Preset(List<String> names) implements TypedOption {
    /** Checks the value. */
    public Preset {
        names = List.copyOf(names);
        Rules.of(OptionName.PRESET)
                .keep(!names.isEmpty(), "", names, "must have at least one name")
                .names("", names)
                .enforce();
    }

    /** These presets in this order. */
    public static Preset of(String... names) {
        return new Preset(Arrays.asList(names));
    }

    @Override
    public OptionName optionName() {
        return OptionName.PRESET;
    }

    @Override
    public List<String> arguments() {
        return names;
    }
}
