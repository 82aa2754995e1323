package io.github.imgproxy4j.html;

import io.github.imgproxy4j.error.ImgproxyException;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses widths for a {@code srcset}: as few as possible for a tolerated share of wasted pixels.
 *
 * <p>A browser that needs a width between two steps takes the larger one. The share of wasted pixels is largest just
 * above the smaller step, {@code 1 - (smaller / larger)²}. A constant ratio between steps makes this share equal for
 * all steps, which minimises their number.
 */
public final class WidthLadder {
    /** More candidates add more bytes to the page than they save in images. */
    private static final int MOST_STEPS = 32;

    private WidthLadder() {}

    /**
     * The widths, ascending, from minimum to maximum.
     *
     * @param minimum the smallest width in pixels, at least 1
     * @param maximum the largest width in pixels, at least the minimum
     * @param waste the largest tolerated share of wasted pixels, greater than 0 and less than 1
     * @throws ImgproxyException if a value is out of range, or if this waste needs more than 32 widths
     */
    public static int[] widths(int minimum, int maximum, double waste) {
        check(minimum, maximum, waste);
        double largestRatio = 1 / Math.sqrt(1 - waste);
        double steps = Math.ceil(Math.log((double) maximum / minimum) / Math.log(largestRatio) - 1e-9);
        if (steps >= MOST_STEPS) {
            throw new ImgproxyException("waste [" + waste + "] from " + minimum + " to " + maximum
                    + " pixels needs more than " + MOST_STEPS + " widths; allow more");
        }
        return rounded(minimum, maximum, (int) steps);
    }

    private static void check(int minimum, int maximum, double waste) {
        if (minimum < 1 || maximum < minimum) {
            throw new ImgproxyException(
                    "width ladder [" + minimum + " to " + maximum + "] must go from at least 1 upwards");
        }
        if (!(waste > 0 && waste < 1)) {
            throw new ImgproxyException("waste [" + waste + "] must be greater than 0 and less than 1");
        }
    }

    private static int[] rounded(int minimum, int maximum, int steps) {
        List<Integer> widths = new ArrayList<>(List.of(minimum));
        for (int step = 1; step <= steps; step++) {
            int width = (int) Math.round(minimum * Math.pow((double) maximum / minimum, (double) step / steps));
            if (width > widths.get(widths.size() - 1)) {
                widths.add(width);
            }
        }
        return widths.stream().mapToInt(Integer::intValue).toArray();
    }
}
