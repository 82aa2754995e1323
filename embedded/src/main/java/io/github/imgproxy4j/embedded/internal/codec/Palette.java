package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Few colours in place of many.
 *
 * <p>An image that has no more colours than allowed keeps them exactly. Others are split, again and again, where their
 * colours spread widest, then moved to the middle of what they stand for, and dithered (half of what Floyd and Steinberg
 * do). Transparency is a colour of its own. For one image.
 */
final class Palette {
    private final Pixels pixels;
    private final int[] colours;
    private final byte[] indices;

    /**
     * A palette.
     *
     * @param indices for each pixel the number of its colour
     */
    Palette(Pixels pixels, int[] colours, byte[] indices) {
        this.pixels = pixels;
        this.colours = colours;
        this.indices = indices;
    }

    /**
     * Reduces an image.
     *
     * @param maxColours 2 to 256, transparency included
     */
    static Palette of(Pixels pixels, int maxColours, Deadline deadline) {
        Palette exact = exact(pixels, maxColours, deadline);
        if (exact != null) {
            return exact;
        }
        int[] colours = new ColourHistogram(pixels, deadline).colours(maxColours);
        return new PaletteReduction(colours, deadline).palette(pixels);
    }

    /** An image with just the colours that it has; null if they are more than allowed. */
    static @Nullable Palette exact(Pixels pixels, int maxColours, Deadline deadline) {
        ColourSet set = new ColourSet(maxColours);
        byte[] indices = numbers(pixels, set::add, deadline);
        return indices == null ? null : new Palette(pixels, set.colours(), indices);
    }

    /** An image with given colours; null if it has others. */
    static @Nullable Palette exact(Pixels pixels, ColourSet colours, Deadline deadline) {
        byte[] indices = numbers(pixels, colours::number, deadline);
        return indices == null ? null : new Palette(pixels, colours.colours(), indices);
    }

    private static byte @Nullable [] numbers(Pixels pixels, IntUnaryOperator numberOf, Deadline deadline) {
        byte[] numbers = new byte[pixels.argb().length];
        for (int index = 0; index < numbers.length; index++) {
            deadline.lookAt(index);
            int number = numberOf.applyAsInt(seen(pixels.argb()[index]));
            if (number < 0) {
                return null;
            }
            numbers[index] = (byte) number;
        }
        return numbers;
    }

    /** Packed pixels, at least one. */
    int[] colours() {
        return colours;
    }

    /** For each pixel the number of its colour. */
    byte[] indices() {
        return indices;
    }

    int width() {
        return pixels.width();
    }

    int height() {
        return pixels.height();
    }

    /** The number of a fully transparent colour, or -1. */
    int transparent() {
        for (int index = 0; index < colours.length; index++) {
            if (colours[index] >>> 24 == 0) {
                return index;
            }
        }
        return -1;
    }

    /** How many bits a number takes: 1, 2, 4 or 8. */
    int bits() {
        return colours.length > 16 ? 8 : colours.length > 4 ? 4 : colours.length > 2 ? 2 : 1;
    }

    /** The colour of invisible pixels does not matter. */
    static int seen(int pixel) {
        return pixel >>> 24 == 0 ? 0 : pixel;
    }
}
