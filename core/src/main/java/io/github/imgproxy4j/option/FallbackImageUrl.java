package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code fiu}: the image shown where the source cannot be had; in the path it stands in Base64. Needs imgproxy Pro.
 *
 * @param url of the image; empty (the default) is the server's fallback image
 */
public record FallbackImageUrl(String url) implements TypedOption {
    /** Checks the value. */
    public FallbackImageUrl {
        Rules.of(OptionName.FALLBACK_IMAGE_URL).wellFormed("", url).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.FALLBACK_IMAGE_URL;
    }

    @Override
    public List<String> arguments() {
        return List.of(Argument.base64(url));
    }
}
