package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code vtk}: whether only key frames of a video are shown, which is faster. Needs imgproxy Pro.
 *
 * @param enabled false by default, unless the server is set otherwise
 */
public record VideoThumbnailKeyframes(boolean enabled) implements TypedOption {
    @Override
    public OptionName optionName() {
        return OptionName.VIDEO_THUMBNAIL_KEYFRAMES;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(enabled);
    }
}
