package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The colours of an image, near ones taken together, and how often they come. For one image. */
final class ColourHistogram {
    /** Five bits for each colour and three for alpha. */
    static final int BINS = 1 << 18;

    /** Each is compared with every colour. */
    private static final int BINS_BETWEEN_LOOKS = 1 << 10;

    /** After that few colours change any more. */
    private static final int REFINEMENTS = 3;

    private final ColourBox.Bin[] bins;
    private final boolean transparent;
    private final Deadline deadline;

    ColourHistogram(Pixels pixels, Deadline deadline) {
        this.deadline = deadline;
        ColourBox.Bin[] all = new ColourBox.Bin[BINS];
        int[] argb = pixels.argb();
        for (int place = 0; place < argb.length; place++) {
            deadline.lookAt(place);
            int colour = Palette.seen(argb[place]);
            int index = bin(colour >>> 24, colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF);
            if (all[index] == null) {
                all[index] = new ColourBox.Bin();
            }
            all[index].add(colour);
        }
        this.bins = Arrays.stream(all).filter(bin -> bin != null).toArray(ColourBox.Bin[]::new);
        this.transparent = bins[0].sums[0] == 0;
    }

    static int bin(int alpha, int red, int green, int blue) {
        return alpha >> 5 << 15 | red >> 3 << 10 | green >> 3 << 5 | blue >> 3;
    }

    /** The colours that stand for all best, transparency among them if anything is transparent. */
    int[] colours(int maxColours) {
        int[] colours = middles(maxColours);
        for (int round = 0; round < REFINEMENTS; round++) {
            refine(colours);
        }
        return colours;
    }

    private int[] middles(int maxColours) {
        List<ColourBox> boxes = new ArrayList<>();
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
    private void refine(int[] colours) {
        List<List<ColourBox.Bin>> nearBins = new ArrayList<>();
        for (int index = 0; index < colours.length; index++) {
            nearBins.add(new ArrayList<>());
        }
        for (int index = 0; index < bins.length; index++) {
            lookAt(index);
            nearBins.get(closest(colours, bins[index])).add(bins[index]);
        }
        for (int index = 0; index < colours.length; index++) {
            // What is transparent stays so.
            if (colours[index] >>> 24 != 0 && !nearBins.get(index).isEmpty()) {
                colours[index] = ColourBox.mean(nearBins.get(index));
            }
        }
    }

    /** The mean of the squared distances from what can be seen to the nearest of some colours. */
    double error(int... colours) {
        double sum = 0;
        double count = 0;
        for (int index = transparent ? 1 : 0; index < bins.length; index++) {
            lookAt(index);
            ColourBox.Bin bin = bins[index];
            int colour = colours[closest(colours, bin)];
            for (int channel = 0; channel < 4; channel++) {
                double difference = bin.mean(channel) - (colour >>> (24 - 8 * channel) & 0xFF);
                sum += bin.count * difference * difference;
            }
            count += bin.count;
        }
        return count == 0 ? 0 : sum / count;
    }

    private void lookAt(int bin) {
        if ((bin & BINS_BETWEEN_LOOKS - 1) == BINS_BETWEEN_LOOKS - 1) {
            deadline.look();
        }
    }

    private static int closest(int[] colours, ColourBox.Bin bin) {
        return closest(colours, rounded(bin, 0), rounded(bin, 1), rounded(bin, 2), rounded(bin, 3));
    }

    private static int rounded(ColourBox.Bin bin, int channel) {
        return (int) Math.round(bin.mean(channel));
    }

    /** The number of the nearest of some colours. */
    static int closest(int[] colours, int alpha, int red, int green, int blue) {
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
}
