package io.github.imgproxy4j.embedded.internal.format;

import java.util.List;

/**
 * What an animation's file tells before anything is decoded.
 *
 * @param frames all that are whole, in order, up to {@link #MAX_FRAMES}; empty for a still image
 * @param loops how often they are shown; 0: without end
 */
public record AnimationHeader(List<FrameHeader> frames, int loops) {
    /** The most that any setting keeps; a file of nothing but frames would be longer in memory than on the disk. */
    public static final int MAX_FRAMES = 10_000;

    static final AnimationHeader NONE = new AnimationHeader(List.of(), 0);

    public AnimationHeader {
        frames = List.copyOf(frames);
    }
}
