package io.github.imgproxy4j.embedded.internal.pipeline;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;

/**
 * How much two images of one size differ to the eye: structural dissimilarity, (1 - SSIM) / 2, of their luma in blocks
 * of 8x8 pixels that overlap by half (Wang, Bovik, Sheikh and Simoncelli 2004). Stateless.
 */
public final class Dssim {
    private static final int SIDE = 8;
    private static final int STEP = 4;
    private static final double LUMINANCE_FLOOR = 0.01 * 255 * 0.01 * 255;
    private static final double CONTRAST_FLOOR = 0.03 * 255 * 0.03 * 255;

    private Dssim() {}

    /** From 0 for equal images to 1, however long it takes. */
    public static double between(Pixels one, Pixels other) {
        return between(one, other, Deadline.never());
    }

    /** From 0 for equal images to 1. */
    public static double between(Pixels one, Pixels other, Deadline deadline) {
        double[] first = luma(one, deadline);
        double[] second = luma(other, deadline);
        double sum = 0;
        int count = 0;
        int blocks = Deadline.MOST_PIXELS / (SIDE * SIDE);
        for (int top = 0; top == 0 || top + SIDE <= one.height(); top += STEP) {
            for (int left = 0; left == 0 || left + SIDE <= one.width(); left += STEP) {
                Area block =
                        new Area(left, top, Math.min(SIDE, one.width() - left), Math.min(SIDE, one.height() - top));
                sum += similarity(first, second, one.width(), block);
                if (++count % blocks == 0) {
                    deadline.look();
                }
            }
        }
        return (1 - sum / count) / 2;
    }

    private static double similarity(double[] one, double[] other, int width, Area block) {
        double sumOne = 0;
        double sumOther = 0;
        double squaresOne = 0;
        double squaresOther = 0;
        double products = 0;
        for (int y = block.top(); y < block.top() + block.height(); y++) {
            for (int x = block.left(); x < block.left() + block.width(); x++) {
                double first = one[y * width + x];
                double second = other[y * width + x];
                sumOne += first;
                sumOther += second;
                squaresOne += first * first;
                squaresOther += second * second;
                products += first * second;
            }
        }
        double count = block.pixelCount();
        double meanOne = sumOne / count;
        double meanOther = sumOther / count;
        double varianceOne = squaresOne / count - meanOne * meanOne;
        double varianceOther = squaresOther / count - meanOther * meanOther;
        double covariance = products / count - meanOne * meanOther;
        return (2 * meanOne * meanOther + LUMINANCE_FLOOR)
                / (meanOne * meanOne + meanOther * meanOther + LUMINANCE_FLOOR)
                * (2 * covariance + CONTRAST_FLOOR)
                / (varianceOne + varianceOther + CONTRAST_FLOOR);
    }

    /** On black where it is transparent. */
    private static double[] luma(Pixels pixels, Deadline deadline) {
        double[] luma = new double[pixels.argb().length];
        for (int index = 0; index < luma.length; index++) {
            deadline.lookAt(index);
            int pixel = pixels.argb()[index];
            double cover = pixels.hasAlpha() ? (pixel >>> 24) / 255.0 : 1;
            luma[index] = cover * (0.299 * (pixel >> 16 & 0xFF) + 0.587 * (pixel >> 8 & 0xFF) + 0.114 * (pixel & 0xFF));
        }
        return luma;
    }
}
