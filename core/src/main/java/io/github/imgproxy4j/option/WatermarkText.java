package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code wmt}: a text as the {@link Watermark}; in the path it stands in Base64. Needs imgproxy Pro.
 *
 * @param text with Pango markup, so {@code &} and {@code <} must be escaped; empty (the default) is none
 */
public record WatermarkText(String text) implements TypedOption {
    /** Checks the value. */
    public WatermarkText {
        Rules.of(OptionName.WATERMARK_TEXT).wellFormed("", text).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.WATERMARK_TEXT;
    }

    @Override
    public List<String> arguments() {
        return List.of(Argument.base64(text));
    }
}
