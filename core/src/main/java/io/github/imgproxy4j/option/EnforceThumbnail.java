package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code eth}: whether the thumbnail inside a HEIC or AVIF source is used.
 *
 * @param enabled false by default, unless the server is set otherwise
 */
public record EnforceThumbnail(boolean enabled) implements TypedOption {
    @Override
    public OptionName optionName() {
        return OptionName.ENFORCE_THUMBNAIL;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(enabled);
    }
}
