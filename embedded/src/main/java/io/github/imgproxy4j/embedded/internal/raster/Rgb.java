package io.github.imgproxy4j.embedded.internal.raster;

/** An opaque sRGB colour, each part from 0 to 255. */
record Rgb(int red, int green, int blue) {
    static final Rgb WHITE = new Rgb(255, 255, 255);

    /** A packed 24-bit colour as three parts. */
    static Rgb of(int packed) {
        return new Rgb(packed >> 16 & 0xFF, packed >> 8 & 0xFF, packed & 0xFF);
    }
}
