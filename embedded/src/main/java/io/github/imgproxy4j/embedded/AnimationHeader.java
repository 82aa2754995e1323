package io.github.imgproxy4j.embedded;

import java.util.List;

/**
 * What an animation's file tells before anything is decoded.
 *
 * @param frames all that are whole, in order; empty for a still picture
 * @param loops how often they are shown; 0: without end
 */
record AnimationHeader(List<FrameHeader> frames, int loops) {
    static final AnimationHeader NONE = new AnimationHeader(List.of(), 0);

    AnimationHeader {
        frames = List.copyOf(frames);
    }
}
