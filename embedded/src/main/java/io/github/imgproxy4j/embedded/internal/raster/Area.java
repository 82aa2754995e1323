package io.github.imgproxy4j.embedded.internal.raster;

/** A rectangle of pixels. */
record Area(int left, int top, int width, int height) {
    static Area of(int width, int height) {
        return new Area(0, 0, width, height);
    }

    boolean hasSizeOf(Area other) {
        return width == other.width && height == other.height;
    }

    long pixelCount() {
        return (long) width * height;
    }
}
