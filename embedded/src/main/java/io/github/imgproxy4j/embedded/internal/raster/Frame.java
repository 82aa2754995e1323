package io.github.imgproxy4j.embedded.internal.raster;

/**
 * One image of an animation.
 *
 * @param delayMillis how long it is shown
 */
public record Frame(Pixels pixels, int delayMillis) {}
