package io.github.imgproxy4j.embedded.internal.codec;

import java.util.Arrays;
import java.util.List;

/** Bins that become one colour. */
final class ColourBox {
    private final Bin[] bins;
    private final int widestChannel;
    final double spread;

    ColourBox(Bin[] bins) {
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
    List<ColourBox> halves() {
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
        return lower.length == 0 || upper.length == 0 ? List.of() : List.of(new ColourBox(lower), new ColourBox(upper));
    }

    /** The mean of all of it. */
    int colour() {
        return mean(Arrays.asList(bins));
    }

    /** The mean of bins, at least one, weighted by their pixels. */
    static int mean(List<Bin> bins) {
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

    /** Colours that lie so close together that they fall into one bin. */
    static final class Bin {
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
}
