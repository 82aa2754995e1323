package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code scp}: whether the image is converted to sRGB and its colour profile left out.
 *
 * @param enabled true by default, unless the server is set otherwise
 */
public record StripColorProfile(boolean enabled) implements TypedOption {
    @Override
    public OptionName optionName() {
        return OptionName.STRIP_COLOR_PROFILE;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(enabled);
    }
}
