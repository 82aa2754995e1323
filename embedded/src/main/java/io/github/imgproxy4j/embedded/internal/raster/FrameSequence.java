package io.github.imgproxy4j.embedded.internal.raster;

import java.util.List;

/**
 * Images of one size that follow one another; a still is a sequence of one.
 *
 * @param frames at least one
 * @param loops how often it is shown; 0: without end
 */
public record FrameSequence(List<Frame> frames, int loops) {
    public FrameSequence {
        frames = List.copyOf(frames);
    }

    public static FrameSequence still(Pixels pixels) {
        return new FrameSequence(List.of(new Frame(pixels, 0)), 0);
    }

    public boolean isAnimated() {
        return frames.size() > 1;
    }

    public Pixels first() {
        return frames.get(0).pixels();
    }

    /** Whether any pixel of any frame may be less than opaque. */
    public boolean hasAlpha() {
        return frames.stream().anyMatch(frame -> frame.pixels().hasAlpha());
    }
}
