package io.github.imgproxy4j.option;

import java.util.Arrays;
import java.util.List;

/**
 * {@code skp}: source formats that are passed through unchanged unless another format is requested.
 *
 * @param formats at least one, as imgproxy spells it, {@code gif}
 */
public record SkipProcessing(List<String> formats) implements TypedOption {
    /** Checks the value. */
    public SkipProcessing {
        formats = List.copyOf(formats);
        formats.forEach(format -> Format.checkedSource("skip processing", format));
        Rules.of(OptionName.SKIP_PROCESSING)
                .keep(!formats.isEmpty(), "", formats, "must name at least one format")
                .enforce();
    }

    /** These formats. */
    public static SkipProcessing of(String... formats) {
        return new SkipProcessing(Arrays.asList(formats));
    }

    @Override
    public OptionName optionName() {
        return OptionName.SKIP_PROCESSING;
    }

    @Override
    public List<String> arguments() {
        return formats;
    }
}
