package io.github.imgproxy4j.embedded.internal.raster;

/**
 * What is wanted of an image: a part of it, smaller by whole factors.
 *
 * @param part within the image
 */
public record Shrink(Area part, int horizontalFactor, int verticalFactor) {
    /** All of an image as it is. */
    public static Shrink none(int width, int height) {
        return new Shrink(Area.of(width, height), 1, 1);
    }

    /** How many pixels it leaves. */
    public long pixelCount() {
        return (long) blocks(part.width(), horizontalFactor) * blocks(part.height(), verticalFactor);
    }

    static int blocks(int length, int factor) {
        return (length + factor - 1) / factor;
    }
}
