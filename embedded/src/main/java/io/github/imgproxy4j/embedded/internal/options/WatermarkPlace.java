package io.github.imgproxy4j.embedded.internal.options;

/**
 * What a path says about the watermark.
 *
 * @param opacity from 0 (none) to 1
 * @param position a direction, ignored if tiled
 * @param tiled whether it covers the image again and again
 * @param x pixels if {@code |x| >= 1}, else a fraction of the width; if tiled the room between tiles
 * @param y the same down
 * @param scale its size as a fraction of the image; 0: its own
 */
public record WatermarkPlace(double opacity, Gravity.Anchor position, boolean tiled, double x, double y, double scale) {
    static final WatermarkPlace NONE = new WatermarkPlace(0, Gravity.Anchor.CENTER, false, 0, 0, 0);
}
