package io.github.imgproxy4j.embedded.internal.raster;

/** A rectangle of pixels. */
public record Area(int left, int top, int width, int height) {
    public static Area of(int width, int height) {
        return new Area(0, 0, width, height);
    }

    public boolean hasSizeOf(Area other) {
        return width == other.width && height == other.height;
    }

    public long pixelCount() {
        return (long) width * height;
    }
}
