package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the colours that stand for all of a picture best, and dithers it with them. For one picture. */
public final class PaletteReduction {
    /** Five bits for each colour and three for alpha. */
    private static final int BINS = 1 << 18;

    /** Each is compared with every colour. */
    private static final int BINS_BETWEEN_LOOKS = 1 << 10;

    /** An object with four sums and a count, and its places in the lists. */
    private static final long BIN_BYTES = 96;

    /** The place of each bin, and its nearest colour. */
    private static final long TABLE_BYTES = BINS * 10L;

    /** After that few colours change any more. */
    private static final int REFINEMENTS = 3;

    /** How much of what is lost is passed on; all of it makes more noise than imgproxy's pictures have. */
    private static final float PASSED_ON = 0.5f;

    private final Pixels pixels;
    private final Deadline deadline;
    private final int[] colours;
    private final short[] nearest = new short[BINS];

    PaletteReduction(Pixels pixels, int maxColours, Deadline deadline) {
        this.pixels = pixels;
        this.deadline = deadline;
        ColourBox.Bin[] bins = bins();
        this.colours = colours(bins, maxColours);
        for (int round = 0; round < REFINEMENTS; round++) {
            refine(bins);
        }
        Arrays.fill(nearest, (short) -1);
    }

    /** The memory that reducing a picture takes at most beside the picture, in bytes. */
    public static long memoryNeed(long pixels) {
        return TABLE_BYTES + BIN_BYTES * Math.min(BINS, pixels);
    }

    private ColourBox.Bin[] bins() {
        ColourBox.Bin[] bins = new ColourBox.Bin[BINS];
        int[] argb = pixels.argb();
        for (int place = 0; place < argb.length; place++) {
            deadline.lookAt(place);
            int colour = Palette.seen(argb[place]);
            int index = bin(colour >>> 24, colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF);
            if (bins[index] == null) {
                bins[index] = new ColourBox.Bin();
            }
            bins[index].add(colour);
        }
        return Arrays.stream(bins).filter(bin -> bin != null).toArray(ColourBox.Bin[]::new);
    }

    private int[] colours(ColourBox.Bin[] bins, int maxColours) {
        List<ColourBox> boxes = new ArrayList<>();
        boolean transparent = bins[0].sums[0] == 0;
        if (transparent) {
            boxes.add(new ColourBox(new ColourBox.Bin[] {bins[0]}));
        }
        if (bins.length > boxes.size()) {
            boxes.add(new ColourBox(Arrays.copyOfRange(bins, boxes.size(), bins.length)));
        }
        while (boxes.size() < maxColours) {
            deadline.look();
            ColourBox widest = boxes.get(0);
            for (ColourBox box : boxes) {
                widest = box.spread > widest.spread ? box : widest;
            }
            List<ColourBox> halves = widest.halves();
            if (halves.isEmpty()) {
                break;
            }
            boxes.remove(widest);
            boxes.addAll(halves);
        }
        return boxes.stream().mapToInt(ColourBox::colour).toArray();
    }

    /** Makes each colour the mean of those that it is nearest to (Lloyd's algorithm). */
    private void refine(ColourBox.Bin[] bins) {
        List<List<ColourBox.Bin>> nearBins = new ArrayList<>();
        for (int index = 0; index < colours.length; index++) {
            nearBins.add(new ArrayList<>());
        }
        int compared = 0;
        for (ColourBox.Bin bin : bins) {
            if ((++compared & BINS_BETWEEN_LOOKS - 1) == 0) {
                deadline.look();
            }
            int number = closest(rounded(bin, 0), rounded(bin, 1), rounded(bin, 2), rounded(bin, 3));
            nearBins.get(number).add(bin);
        }
        for (int index = 0; index < colours.length; index++) {
            // What is transparent stays so.
            if (colours[index] >>> 24 != 0 && !nearBins.get(index).isEmpty()) {
                colours[index] = ColourBox.mean(nearBins.get(index));
            }
        }
    }

    private static int rounded(ColourBox.Bin bin, int channel) {
        return (int) Math.round(bin.mean(channel));
    }

    /** Carries half of what is lost at a pixel to its neighbours, sixteenths to the right and below. */
    Palette palette() {
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
        int bin = bin(alpha, red, green, blue);
        if (nearest[bin] < 0) {
            nearest[bin] = (short) closest(alpha, red, green, blue);
        }
        return nearest[bin];
    }

    private int closest(int alpha, int red, int green, int blue) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int index = 0; index < colours.length; index++) {
            int colour = colours[index];
            int distance = 2 * squared((colour >>> 24) - alpha)
                    + squared((colour >> 16 & 0xFF) - red)
                    + squared((colour >> 8 & 0xFF) - green)
                    + squared((colour & 0xFF) - blue);
            if (distance < least) {
                least = distance;
                best = index;
            }
        }
        return best;
    }

    private static int squared(int difference) {
        return difference * difference;
    }

    private static int clamped(float sample) {
        return Math.round(Math.max(0, Math.min(255, sample)));
    }

    private static int bin(int alpha, int red, int green, int blue) {
        return alpha >> 5 << 15 | red >> 3 << 10 | green >> 3 << 5 | blue >> 3;
    }
}
