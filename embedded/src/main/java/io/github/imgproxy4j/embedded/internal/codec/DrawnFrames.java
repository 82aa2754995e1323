package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Canvas;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What the frames written so far leave on the screen, in the colours that they were given rather than those that a file
 * can hold: a pixel counts as changed only if the sequence changed it. For one file and one thread.
 */
final class DrawnFrames {
    private final int width;
    private final int height;
    private final int[] argb;
    private final int tolerance;
    private final Deadline deadline;

    /**
     * An empty screen.
     *
     * @param tolerance by how much each colour of a pixel may differ from what is there without being drawn again
     */
    DrawnFrames(int width, int height, int tolerance, Deadline deadline) {
        this.width = width;
        this.height = height;
        this.argb = new int[Math.multiplyExact(width, height)];
        this.tolerance = tolerance;
        this.deadline = deadline;
    }

    /** The smallest area that holds all of a frame that differs from what is there; null if nothing does. */
    @Nullable
    Area changes(Pixels frame) {
        return bounds(width, height, place -> !isThere(frame.argb()[place], place), deadline);
    }

    /** The smallest area that holds all of a frame that is transparent in the next; null if nothing is. */
    static @Nullable Area vanishing(Pixels frame, Pixels next, Deadline deadline) {
        int[] before = frame.argb();
        int[] after = next.argb();
        return next.hasAlpha()
                ? bounds(
                        frame.width(),
                        frame.height(),
                        place -> before[place] >>> 24 != 0 && after[place] >>> 24 == 0,
                        deadline)
                : null;
    }

    private static @Nullable Area bounds(int width, int height, IntPredicate condition, Deadline deadline) {
        int left = width;
        int right = -1;
        int top = -1;
        int bottom = -1;
        for (int y = 0; y < height; y++) {
            deadline.look();
            int first = first(y, width, condition);
            if (first < width) {
                top = top < 0 ? y : top;
                bottom = y;
                left = Math.min(left, first);
                right = Math.max(right, last(y, width, Math.max(first, right), condition));
            }
        }
        return top < 0 ? null : new Area(left, top, right - left + 1, bottom - top + 1);
    }

    private static int first(int y, int width, IntPredicate condition) {
        int x = 0;
        while (x < width && !condition.test(y * width + x)) {
            x++;
        }
        return x;
    }

    /** From the right, but not before a column. */
    private static int last(int y, int width, int column, IntPredicate condition) {
        int x = width - 1;
        while (x > column && !condition.test(y * width + x)) {
            x--;
        }
        return x;
    }

    /** A part of a frame in which what is there already is transparent. */
    Pixels differences(Pixels frame, Area area) {
        int[] changed = new int[area.width() * area.height()];
        for (int y = 0; y < area.height(); y++) {
            deadline.look();
            int place = (area.top() + y) * width + area.left();
            for (int x = 0; x < area.width(); x++, place++) {
                int pixel = frame.argb()[place];
                changed[y * area.width() + x] = isThere(pixel, place) ? 0 : pixel;
            }
        }
        return new Pixels(area.width(), area.height(), changed, true);
    }

    /** Whether a pixel is what is there, or nearly. */
    boolean isThere(int pixel, int x, int y) {
        return isThere(pixel, y * width + x);
    }

    private boolean isThere(int pixel, int place) {
        int there = argb[place];
        if (pixel == there) {
            return true;
        }
        int cover = pixel >>> 24;
        return cover == there >>> 24
                && (cover == 0
                        || (isNear(pixel >> 16, there >> 16)
                                && isNear(pixel >> 8, there >> 8)
                                && isNear(pixel, there)));
    }

    private boolean isNear(int sample, int other) {
        return Math.abs((sample & 0xFF) - (other & 0xFF)) <= tolerance;
    }

    /** Shows an area of a frame in place of what was there. */
    void draw(Pixels frame, Area area) {
        for (int y = area.top(); y < area.top() + area.height(); y++) {
            int start = y * width + area.left();
            System.arraycopy(frame.argb(), start, argb, start, area.width());
        }
    }

    /** Shows an image in front of what is there. */
    void drawOver(Pixels image, Area area) {
        for (int y = 0; y < area.height(); y++) {
            int place = (area.top() + y) * width + area.left();
            for (int x = 0; x < area.width(); x++, place++) {
                argb[place] = Canvas.over(image.argb()[y * area.width() + x], argb[place]);
            }
        }
    }

    /** Makes an area transparent. */
    void clear(Area area) {
        for (int y = area.top(); y < area.top() + area.height(); y++) {
            Arrays.fill(argb, y * width + area.left(), y * width + area.left() + area.width(), 0);
        }
    }
}
