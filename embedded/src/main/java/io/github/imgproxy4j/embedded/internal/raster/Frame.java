package io.github.imgproxy4j.embedded.internal.raster;

/**
 * One picture of an animation.
 *
 * @param delayMillis how long it is shown
 */
public record Frame(Pixels pixels, int delayMillis) {}
