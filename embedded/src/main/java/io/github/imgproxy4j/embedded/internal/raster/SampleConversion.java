package io.github.imgproxy4j.embedded.internal.raster;

/** Makes pixels out of samples that are neither red, green and blue nor gray. For one thread. */
@FunctionalInterface
public interface SampleConversion {
    /**
     * Converts a row.
     *
     * @param samples those of each pixel side by side
     * @param bands how many each pixel has
     * @param maximum the largest value of a sample; the smallest is 0
     * @param argb where the pixels go, as {@code 0xAARRGGBB}
     */
    void convert(int[] samples, int bands, int maximum, int[] argb);
}
