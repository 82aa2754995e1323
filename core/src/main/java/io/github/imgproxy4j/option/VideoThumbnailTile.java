package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code vtt}: a sheet of frames of a video. Needs imgproxy Pro.
 *
 * <pre>{@code
 * new VideoThumbnailTile(-1, 5, 5, Frame.of(160, 90).fill(true).focus(0.5, 0.5));
 * }</pre>
 *
 * @param step seconds between frames; 0 (the default) is off, a negative value spreads the frames over the video
 * @param columns 1 or more; 0 if the step is 0
 * @param rows 1 or more; 0 if the step is 0
 * @param frame the size of a tile
 */
public record VideoThumbnailTile(double step, int columns, int rows, Frame frame) implements TypedOption {
    /** Checks every value. */
    public VideoThumbnailTile {
        Rules.of(OptionName.VIDEO_THUMBNAIL_TILE)
                .finite("step", step)
                .keep(columns >= (step == 0 ? 0 : 1), "columns", columns, "must be 1 or more")
                .keep(rows >= (step == 0 ? 0 : 1), "rows", rows, "must be 1 or more")
                .enforce();
    }

    /** No sheet. */
    public static VideoThumbnailTile off() {
        return new VideoThumbnailTile(0, 0, 0, Frame.of(0, 0));
    }

    static VideoThumbnailTile read(Arguments arguments) {
        return new VideoThumbnailTile(
                arguments.decimal(0), arguments.wholeOrZero(1), arguments.wholeOrZero(2), Frame.read(arguments, 3));
    }

    @Override
    public OptionName optionName() {
        return OptionName.VIDEO_THUMBNAIL_TILE;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(Argument.texts(step, columns, rows), frame.arguments());
    }
}
