package io.github.imgproxy4j.embedded.internal.options;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.raster.Rgb;
import org.jspecify.annotations.Nullable;

/**
 * Which border is cut off a source.
 *
 * @param threshold how far a pixel of the border may be from its colour, in any channel
 * @param colour the border's colour; null: that of the upper left pixel
 * @param equalAcross whether left and right lose the same
 * @param equalDown whether top and bottom do
 */
public record Trim(double threshold, @Nullable Rgb colour, boolean equalAcross, boolean equalDown) {

    /** What is left of an image; all of it if everything is border. */
    public Area inside(Pixels pixels, Deadline deadline) throws ProcessingException, InterruptedException {
        Area inner = new Border(pixels, this, deadline).inner();
        if (inner.width() <= 0 || inner.height() <= 0) {
            return Area.of(pixels.width(), pixels.height());
        }
        int left = inner.left();
        int top = inner.top();
        int right = pixels.width() - left - inner.width();
        int bottom = pixels.height() - top - inner.height();
        if (equalAcross) {
            left = Math.min(left, right);
            right = left;
        }
        if (equalDown) {
            top = Math.min(top, bottom);
            bottom = top;
        }
        return new Area(left, top, pixels.width() - left - right, pixels.height() - top - bottom);
    }

    /** Looks for the first rows and columns with anything else than border. For one image and one thread. */
    private static final class Border {
        /** imgproxy's stand-in for transparency. */
        private static final Rgb MAGENTA = new Rgb(255, 0, 255);

        private final Pixels pixels;
        private final Deadline deadline;
        private final Rgb colour;
        private final double threshold;
        private final int[] window = new int[9];

        Border(Pixels original, Trim trim, Deadline deadline) {
            this.deadline = deadline;
            this.pixels = original.flattened(MAGENTA);
            this.colour = trim.colour == null ? Rgb.of(pixels.argb()[0]) : trim.colour;
            this.threshold = trim.threshold;
        }

        Area inner() throws ProcessingException, InterruptedException {
            int width = pixels.width();
            int height = pixels.height();
            int top = 0;
            while (top < height && firstInside(top, width) == width) {
                deadline.check();
                top++;
            }
            int bottom = height;
            while (bottom > top && firstInside(bottom - 1, width) == width) {
                deadline.check();
                bottom--;
            }
            int left = width;
            int right = 0;
            for (int y = top; y < bottom; y++) {
                deadline.check();
                left = Math.min(left, firstInside(y, left));
                right = Math.max(right, endInside(y, right));
            }
            return new Area(left, top, right - left, bottom - top);
        }

        private int firstInside(int y, int end) {
            for (int x = 0; x < end; x++) {
                deadline.lookAt(x);
                if (isInside(x, y)) {
                    return x;
                }
            }
            return end;
        }

        private int endInside(int y, int start) {
            for (int x = pixels.width(); x > start; x--) {
                deadline.lookAt(x);
                if (isInside(x - 1, y)) {
                    return x;
                }
            }
            return start;
        }

        /** A single odd pixel does not count: the median of nine does. */
        private boolean isInside(int x, int y) {
            return Math.abs(median(x, y, 16) - colour.red()) > threshold
                    || Math.abs(median(x, y, 8) - colour.green()) > threshold
                    || Math.abs(median(x, y, 0) - colour.blue()) > threshold;
        }

        private int median(int x, int y, int shift) {
            int count = 0;
            for (int row = y - 1; row <= y + 1; row++) {
                int start = clamped(row, pixels.height()) * pixels.width();
                for (int column = x - 1; column <= x + 1; column++) {
                    int sample = pixels.argb()[start + clamped(column, pixels.width())] >> shift & 0xFF;
                    int place = count++;
                    while (place > 0 && window[place - 1] > sample) {
                        window[place] = window[place - 1];
                        place--;
                    }
                    window[place] = sample;
                }
            }
            return window[4];
        }

        private static int clamped(int index, int length) {
            return Math.max(0, Math.min(index, length - 1));
        }
    }
}
