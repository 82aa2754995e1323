package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code vts}: the moment of a video to show. Needs imgproxy Pro.
 *
 * @param second 0 or more; 1 by default, unless the server is set otherwise
 */
public record VideoThumbnailSecond(double second) implements TypedOption {
    /** Checks the value. */
    public VideoThumbnailSecond {
        Rules.of(OptionName.VIDEO_THUMBNAIL_SECOND).notNegative("", second).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.VIDEO_THUMBNAIL_SECOND;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(second);
    }
}
