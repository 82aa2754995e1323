package io.github.imgproxy4j.embedded;

import java.time.Duration;

/**
 * How much one image may cost.
 *
 * @param maxPixels of the source with all its frames, and of each frame of the result
 * @param maxFrames of an animation; those after them are left out
 * @param timeout from the start of the work to the encoded result
 */
record Limits(long maxPixels, int maxFrames, Duration timeout) {}
