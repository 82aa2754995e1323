package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code wmu}: an image of its own as the {@link Watermark}; in the path it stands in Base64. Needs imgproxy Pro.
 *
 * @param url of the image; empty (the default) is the server's watermark
 */
public record WatermarkUrl(String url) implements TypedOption {
    /** Checks the value. */
    public WatermarkUrl {
        Rules.of(OptionName.WATERMARK_URL).wellFormed("", url).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.WATERMARK_URL;
    }

    @Override
    public List<String> arguments() {
        return List.of(Argument.base64(url));
    }
}
