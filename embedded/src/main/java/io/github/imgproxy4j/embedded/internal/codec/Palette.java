package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Few colours in place of many.
 *
 * <p>A picture that has no more colours than allowed keeps them exactly. Others are split, again and again, where their
 * colours spread widest, then moved to the middle of what they stand for, and dithered (half of what Floyd and Steinberg
 * do). Transparency is a colour of its own. For one picture.
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
     * Reduces a picture.
     *
     * @param maxColours 2 to 256, transparency included
     */
    static Palette of(Pixels pixels, int maxColours, Deadline deadline) {
        Palette exact = exact(pixels, maxColours, deadline);
        return exact != null ? exact : new PaletteReduction(pixels, maxColours, deadline).palette();
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

    private static @Nullable Palette exact(Pixels pixels, int maxColours, Deadline deadline) {
        Map<Integer, Integer> numbers = new HashMap<>();
        byte[] indices = new byte[pixels.argb().length];
        for (int index = 0; index < indices.length; index++) {
            deadline.lookAt(index);
            int pixel = seen(pixels.argb()[index]);
            Integer number = numbers.get(pixel);
            if (number == null) {
                if (numbers.size() == maxColours) {
                    return null;
                }
                number = numbers.size();
                numbers.put(pixel, number);
            }
            indices[index] = number.byteValue();
        }
        int[] colours = new int[numbers.size()];
        numbers.forEach((colour, number) -> colours[number] = colour);
        return new Palette(pixels, colours, indices);
    }

    /** The colour of what nobody sees does not matter. */
    static int seen(int pixel) {
        return pixel >>> 24 == 0 ? 0 : pixel;
    }
}
