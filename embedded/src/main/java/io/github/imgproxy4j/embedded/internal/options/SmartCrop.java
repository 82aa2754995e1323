package io.github.imgproxy4j.embedded.internal.options;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.BoxShrinker;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;

/**
 * Finds the part of an image that eyes go to: edges, strong colours and the tones of skin. The same idea as that of
 * the library behind imgproxy; the place can differ by some pixels. Stateless.
 */
public final class SmartCrop {
    /** Enough to tell what is where; more would find textures instead of things. */
    private static final int LOOK_SIDE = 96;

    private SmartCrop() {}

    /** Where an area of a size that fits into the image should lie. */
    public static Area find(Pixels pixels, int width, int height, Deadline deadline) {
        int factor =
                Math.min(BoxShrinker.MAX_FACTOR, Math.max(1, Math.max(pixels.width(), pixels.height()) / LOOK_SIDE));
        Pixels small = pixels.shrunk(Area.of(pixels.width(), pixels.height()), factor, factor);
        double[] sums = sums(small);
        int across = Math.max(1, Math.min(small.width(), width / factor));
        int down = Math.max(1, Math.min(small.height(), height / factor));
        int bestLeft = (small.width() - across) / 2;
        int bestTop = (small.height() - down) / 2;
        double best = within(sums, small.width(), bestLeft, bestTop, across, down);
        for (int top = 0; top <= small.height() - down; top++) {
            deadline.look();
            for (int left = 0; left <= small.width() - across; left++) {
                double score = within(sums, small.width(), left, top, across, down);
                if (score > best * 1.0001) {
                    best = score;
                    bestLeft = left;
                    bestTop = top;
                }
            }
        }
        return new Area(
                Math.min(bestLeft * factor, pixels.width() - width),
                Math.min(bestTop * factor, pixels.height() - height),
                width,
                height);
    }

    private static double within(double[] sums, int width, int left, int top, int across, int down) {
        int stride = width + 1;
        int above = top * stride + left;
        int below = (top + down) * stride + left;
        return sums[below + across] - sums[below] - sums[above + across] + sums[above];
    }

    /** For each corner the interest of everything above and left of it. */
    private static double[] sums(Pixels small) {
        int stride = small.width() + 1;
        double[] sums = new double[stride * (small.height() + 1)];
        for (int y = 0; y < small.height(); y++) {
            double row = 0;
            for (int x = 0; x < small.width(); x++) {
                row += interest(small, x, y);
                sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + row;
            }
        }
        return sums;
    }

    private static double interest(Pixels small, int x, int y) {
        int pixel = small.argb()[y * small.width() + x];
        int red = pixel >> 16 & 0xFF;
        int green = pixel >> 8 & 0xFF;
        int blue = pixel & 0xFF;
        double cover = (pixel >>> 24) / 255.0;
        double edge = Math.abs(4 * luma(small, x, y)
                - luma(small, x - 1, y)
                - luma(small, x + 1, y)
                - luma(small, x, y - 1)
                - luma(small, x, y + 1));
        int saturation = Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
        return cover * (edge * 2 + saturation * 0.4 + (isSkin(red, green, blue) ? 80 : 0));
    }

    private static double luma(Pixels small, int x, int y) {
        int column = Math.max(0, Math.min(x, small.width() - 1));
        int row = Math.max(0, Math.min(y, small.height() - 1));
        int pixel = small.argb()[row * small.width() + column];
        return 0.299 * (pixel >> 16 & 0xFF) + 0.587 * (pixel >> 8 & 0xFF) + 0.114 * (pixel & 0xFF);
    }

    /** Skin of any shade is more red than green, and more green than blue, by rather fixed shares. */
    private static boolean isSkin(int red, int green, int blue) {
        return red > 60
                && red * 100 > green * 115
                && red * 100 < green * 200
                && green * 100 > blue * 102
                && green < blue * 2;
    }
}
