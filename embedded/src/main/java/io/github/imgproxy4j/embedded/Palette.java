package io.github.imgproxy4j.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Few colours in place of many.
 *
 * <p>A picture that has no more colours than allowed keeps them exactly. Others are split, again and again, where their
 * colours spread widest, and dithered (Floyd and Steinberg). Transparency is a colour of its own. For one picture.
 */
final class Palette {
    /** Five bits for each colour and three for alpha. */
    private static final int BINS = 1 << 18;

    private final Pixels pixels;
    private final int[] colours;
    private final byte[] indices;

    private Palette(Pixels pixels, int[] colours, byte[] indices) {
        this.pixels = pixels;
        this.colours = colours;
        this.indices = indices;
    }

    /**
     * Reduces a picture.
     *
     * @param maxColours 2 to 256, transparency included
     */
    static Palette of(Pixels pixels, int maxColours) {
        Palette exact = exact(pixels, maxColours);
        return exact != null ? exact : new Reduction(pixels, maxColours).palette();
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

    private static @Nullable Palette exact(Pixels pixels, int maxColours) {
        Map<Integer, Integer> numbers = new HashMap<>();
        byte[] indices = new byte[pixels.argb().length];
        for (int index = 0; index < indices.length; index++) {
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
    private static int seen(int pixel) {
        return pixel >>> 24 == 0 ? 0 : pixel;
    }

    private static int bin(int alpha, int red, int green, int blue) {
        return alpha >> 5 << 15 | red >> 3 << 10 | green >> 3 << 5 | blue >> 3;
    }

    /** Colours that lie so close together that they fall into one bin. */
    private static final class Bin {
        final double[] sums = new double[4];
        long count;

        void add(int pixel) {
            count++;
            for (int channel = 0; channel < 4; channel++) {
                sums[channel] += pixel >>> (24 - 8 * channel) & 0xFF;
            }
        }

        double mean(int channel) {
            return sums[channel] / count;
        }
    }

    /** Bins that become one colour. */
    private static final class Box {
        final Bin[] bins;
        final int widestChannel;
        final double spread;

        Box(Bin[] bins) {
            this.bins = bins;
            int widest = 0;
            double most = -1;
            for (int channel = 0; channel < 4; channel++) {
                double spread = spread(channel);
                if (spread > most) {
                    most = spread;
                    widest = channel;
                }
            }
            this.widestChannel = widest;
            this.spread = most;
        }

        /** The variance times the number of pixels, so that large areas get more colours. */
        private double spread(int channel) {
            double count = 0;
            double sum = 0;
            double squares = 0;
            for (Bin bin : bins) {
                double mean = bin.mean(channel);
                count += bin.count;
                sum += mean * bin.count;
                squares += mean * mean * bin.count;
            }
            return squares - sum * sum / count;
        }

        /** Both sides of the mean; each holds at least one bin if the box has a spread. */
        List<Box> halves() {
            double count = 0;
            double sum = 0;
            for (Bin bin : bins) {
                count += bin.count;
                sum += bin.mean(widestChannel) * bin.count;
            }
            double middle = sum / count;
            Bin[] lower = Arrays.stream(bins)
                    .filter(bin -> bin.mean(widestChannel) < middle)
                    .toArray(Bin[]::new);
            Bin[] upper = Arrays.stream(bins)
                    .filter(bin -> bin.mean(widestChannel) >= middle)
                    .toArray(Bin[]::new);
            return lower.length == 0 || upper.length == 0 ? List.of() : List.of(new Box(lower), new Box(upper));
        }

        int colour() {
            long count = 0;
            double[] sums = new double[4];
            for (Bin bin : bins) {
                count += bin.count;
                for (int channel = 0; channel < 4; channel++) {
                    sums[channel] += bin.sums[channel];
                }
            }
            int colour = 0;
            for (double sum : sums) {
                colour = colour << 8 | (int) Math.round(sum / count);
            }
            return colour;
        }
    }

    private static final class Reduction {
        private final Pixels pixels;
        private final int[] colours;
        private final short[] nearest = new short[BINS];

        Reduction(Pixels pixels, int maxColours) {
            this.pixels = pixels;
            this.colours = colours(bins(), maxColours);
            Arrays.fill(nearest, (short) -1);
        }

        private Bin[] bins() {
            Bin[] bins = new Bin[BINS];
            for (int pixel : pixels.argb()) {
                int colour = seen(pixel);
                int index = bin(colour >>> 24, colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF);
                if (bins[index] == null) {
                    bins[index] = new Bin();
                }
                bins[index].add(colour);
            }
            return Arrays.stream(bins).filter(bin -> bin != null).toArray(Bin[]::new);
        }

        private static int[] colours(Bin[] bins, int maxColours) {
            List<Box> boxes = new ArrayList<>();
            boolean transparent = bins[0].sums[0] == 0;
            if (transparent) {
                boxes.add(new Box(new Bin[] {bins[0]}));
            }
            if (bins.length > boxes.size()) {
                boxes.add(new Box(Arrays.copyOfRange(bins, boxes.size(), bins.length)));
            }
            while (boxes.size() < maxColours) {
                Box widest = boxes.get(0);
                for (Box box : boxes) {
                    widest = box.spread > widest.spread ? box : widest;
                }
                List<Box> halves = widest.halves();
                if (halves.isEmpty()) {
                    break;
                }
                boxes.remove(widest);
                boxes.addAll(halves);
            }
            return boxes.stream().mapToInt(Box::colour).toArray();
        }

        /** Carries what is lost at a pixel to its neighbours, sixteenths to the right and below. */
        Palette palette() {
            int width = pixels.width();
            byte[] indices = new byte[pixels.argb().length];
            float[] lost = new float[(width + 2) * 3];
            float[] below = new float[(width + 2) * 3];
            for (int y = 0; y < pixels.height(); y++) {
                for (int x = 0; x < width; x++) {
                    int pixel = seen(pixels.argb()[y * width + x]);
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
                float error = Math.max(0, Math.min(255, wanted)) - (colour >> shift & 0xFF);
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
    }
}
