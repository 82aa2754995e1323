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

    /** The smallest one that holds both. */
    public Area with(Area other) {
        int newLeft = Math.min(left, other.left);
        int newTop = Math.min(top, other.top);
        int right = Math.max(left + width, other.left + other.width);
        int bottom = Math.max(top + height, other.top + other.height);
        return new Area(newLeft, newTop, right - newLeft, bottom - newTop);
    }
}
