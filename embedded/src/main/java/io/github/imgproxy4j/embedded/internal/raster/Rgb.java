package io.github.imgproxy4j.embedded.internal.raster;

/** An opaque sRGB colour, each part from 0 to 255. */
public record Rgb(int red, int green, int blue) {
    public static final Rgb WHITE = new Rgb(255, 255, 255);

    /** A packed 24-bit colour as three parts. */
    public static Rgb of(int packed) {
        return new Rgb(packed >> 16 & 0xFF, packed >> 8 & 0xFF, packed & 0xFF);
    }
}
