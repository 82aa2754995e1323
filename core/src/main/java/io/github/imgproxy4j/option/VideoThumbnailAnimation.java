package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code vta}: an animation of frames of a video. Needs imgproxy Pro.
 *
 * <pre>{@code
 * new VideoThumbnailAnimation(-1, 200, 10, Frame.of(320, 180));
 * }</pre>
 *
 * @param step seconds between frames; 0 (the default) is off, a negative value spreads the frames over the video
 * @param delay duration of a frame in milliseconds, 0 or more
 * @param frames 1 or more; 0 if the step is 0
 * @param frame the size of the animation
 */
public record VideoThumbnailAnimation(double step, int delay, int frames, Frame frame) implements TypedOption {
    /** Checks every value. */
    public VideoThumbnailAnimation {
        Rules.of(OptionName.VIDEO_THUMBNAIL_ANIMATION)
                .finite("step", step)
                .notNegative("delay", delay)
                .keep(frames >= (step == 0 ? 0 : 1), "frames", frames, "must be 1 or more")
                .enforce();
    }

    /** No animation. */
    public static VideoThumbnailAnimation off() {
        return new VideoThumbnailAnimation(0, 0, 0, Frame.of(0, 0));
    }

    static VideoThumbnailAnimation read(Arguments arguments) {
        return new VideoThumbnailAnimation(
                arguments.decimal(0), arguments.wholeOrZero(1), arguments.wholeOrZero(2), Frame.read(arguments, 3));
    }

    @Override
    public OptionName optionName() {
        return OptionName.VIDEO_THUMBNAIL_ANIMATION;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(Argument.texts(step, delay, frames), frame.arguments());
    }
}
