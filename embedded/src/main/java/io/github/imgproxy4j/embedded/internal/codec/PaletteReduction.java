package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.util.Arrays;

/** Shows images with given colours, dithered. For images with one table of colours, one after the other. */
public final class PaletteReduction {
    /** An object with four sums and a count, and its places in the lists. */
    private static final long BIN_BYTES = 96;

    /** The place of each bin, and its nearest colour in a table of the image's own and in one of the sequence. */
    private static final long TABLE_BYTES = ColourHistogram.BINS * 12L;

    /** How much of what is lost is passed on; all of it makes more noise than imgproxy's images have. */
    private static final float PASSED_ON = 0.5f;

    private final int[] colours;
    private final Deadline deadline;
    private final short[] nearest = new short[ColourHistogram.BINS];

    PaletteReduction(int[] colours, Deadline deadline) {
        this.colours = colours;
        this.deadline = deadline;
        Arrays.fill(nearest, (short) -1);
    }

    /** The memory that reducing images takes at most beside the image, in bytes. */
    public static long memoryNeed(long pixels) {
        return TABLE_BYTES + BIN_BYTES * Math.min(ColourHistogram.BINS, pixels);
    }

    /** Carries half of what is lost at a pixel to its neighbours, sixteenths to the right and below. */
    Palette palette(Pixels pixels) {
        int width = pixels.width();
        byte[] indices = new byte[pixels.argb().length];
        float[] lost = new float[(width + 2) * 3];
        float[] below = new float[(width + 2) * 3];
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < width; x++) {
                deadline.lookAt(y * width + x);
                int pixel = Palette.seen(pixels.argb()[y * width + x]);
                int number = number(pixel, lost, (x + 1) * 3);
                indices[y * width + x] = (byte) number;
                if (pixel != 0) {
                    spread(pixel, colours[number], lost, below, (x + 1) * 3);
                }
            }
            float[] done = lost;
            lost = below;
            below = done;
            Arrays.fill(below, 0);
        }
        return new Palette(pixels, colours, indices);
    }

    private static void spread(int pixel, int colour, float[] lost, float[] below, int at) {
        for (int channel = 0; channel < 3; channel++) {
            int shift = 16 - 8 * channel;
            float wanted = (pixel >> shift & 0xFF) + lost[at + channel];
            float error = PASSED_ON * (Math.max(0, Math.min(255, wanted)) - (colour >> shift & 0xFF));
            lost[at + 3 + channel] += error * 7 / 16;
            below[at - 3 + channel] += error * 3 / 16;
            below[at + channel] += error * 5 / 16;
            below[at + 3 + channel] += error / 16;
        }
    }

    private int number(int pixel, float[] lost, int at) {
        int alpha = pixel >>> 24;
        int red = pixel == 0 ? 0 : clamped((pixel >> 16 & 0xFF) + lost[at]);
        int green = pixel == 0 ? 0 : clamped((pixel >> 8 & 0xFF) + lost[at + 1]);
        int blue = pixel == 0 ? 0 : clamped((pixel & 0xFF) + lost[at + 2]);
        int bin = ColourHistogram.bin(alpha, red, green, blue);
        if (nearest[bin] < 0) {
            nearest[bin] = (short) ColourHistogram.closest(colours, alpha, red, green, blue);
        }
        return nearest[bin];
    }

    private static int clamped(float sample) {
        return Math.round(Math.max(0, Math.min(255, sample)));
    }
}
