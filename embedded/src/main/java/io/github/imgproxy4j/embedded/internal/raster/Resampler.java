package io.github.imgproxy4j.embedded.internal.raster;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.util.Arrays;

/**
 * Resizes an image, or a part of the resized image, with separable kernels: first along columns, then along rows. In this
 * order most of the work is to add up whole rows, which the JVM does with vectors.
 *
 * <p>Works in {@code float} with premultiplied alpha, so the colour of a transparent pixel never bleeds. Holds as many
 * rows of the source as the kernel is high, never a whole intermediate image. For one image and one thread.
 */
public final class Resampler {
    private static final int OPAQUE = 0xFF000000;

    private final Pixels source;
    private final Deadline deadline;
    private final boolean alpha;
    private final int channels;
    private final KernelWeights columns;
    private final KernelWeights rows;
    private final int resultWidth;
    /** The columns of the source that any wanted pixel is made of. */
    private final int left;

    private final int span;
    private final float[] line;
    private final float[][] ring;
    private final int[] ringRow;

    private Resampler(Pixels source, KernelWeights columns, KernelWeights rows, Deadline deadline) {
        this.source = source;
        this.deadline = deadline;
        this.alpha = source.hasAlpha();
        this.channels = alpha ? 4 : 3;
        this.columns = columns;
        this.rows = rows;
        this.resultWidth = columns.count();
        this.left = columns.first(0);
        this.span = columns.end(resultWidth - 1) - left;
        this.line = new float[span * channels];
        this.ring = new float[rows.longest()][line.length];
        this.ringRow = new int[ring.length];
        Arrays.fill(ringRow, -1);
    }

    /**
     * A part of the resized image.
     *
     * @param source the image
     * @param extentWidth its width in its own pixels; a fraction if its last column stands for a partial pixel
     * @param extentHeight its height likewise
     * @param width the width of the whole resized image
     * @param height its height
     * @param window the part that is wanted
     * @param deadline when to give up
     */
    public static Pixels resize(
            Pixels source,
            double extentWidth,
            double extentHeight,
            int width,
            int height,
            Area window,
            Deadline deadline)
            throws ProcessingException, InterruptedException {
        if (source.width() == width && source.height() == height) {
            return source.cut(window);
        }
        deadline.check();
        KernelWeights columns =
                KernelWeights.of(source.width(), extentWidth, width, window.left(), window.width(), deadline);
        KernelWeights rows =
                KernelWeights.of(source.height(), extentHeight, height, window.top(), window.height(), deadline);
        return new Resampler(source, columns, rows, deadline).resized();
    }

    /**
     * The image with every pixel mixed with its neighbours.
     *
     * @param bell one half of the weights, from the middle to the far end
     */
    public static Pixels blur(Pixels source, float[] bell, Deadline deadline)
            throws ProcessingException, InterruptedException {
        KernelWeights columns = KernelWeights.blurring(source.width(), bell);
        KernelWeights rows = KernelWeights.blurring(source.height(), bell);
        return new Resampler(source, columns, rows, deadline).resized();
    }

    private Pixels resized() throws ProcessingException, InterruptedException {
        int[] result = new int[Math.multiplyExact(resultWidth, rows.count())];
        float[] resizedLine = new float[resultWidth * channels];
        for (int y = 0; y < rows.count(); y++) {
            mixRows(y);
            resizeLine(resizedLine);
            pack(resizedLine, result, y * resultWidth);
        }
        return new Pixels(resultWidth, rows.count(), result, alpha);
    }

    /** Adds up the rows that a resized row is made of, two at a time. */
    private void mixRows(int y) throws ProcessingException, InterruptedException {
        Arrays.fill(line, 0);
        float[] weights = rows.weights(y);
        int first = rows.first(y);
        int tap = 0;
        for (; tap + 1 < weights.length; tap += 2) {
            deadline.check();
            addScaled(row(first + tap), weights[tap], row(first + tap + 1), weights[tap + 1], line);
        }
        if (tap < weights.length) {
            deadline.check();
            addScaled(row(first + tap), weights[tap], line);
        }
    }

    private static void addScaled(float[] row, float weight, float[] sums) {
        for (int index = 0; index < sums.length; index++) {
            sums[index] += row[index] * weight;
        }
    }

    private static void addScaled(float[] row, float weight, float[] next, float nextWeight, float[] sums) {
        for (int index = 0; index < sums.length; index++) {
            sums[index] += row[index] * weight + next[index] * nextWeight;
        }
    }

    /** A row of the source; the ring is long enough for all rows that one resized row needs. */
    private float[] row(int y) {
        int slot = y % ring.length;
        if (ringRow[slot] != y) {
            unpack(y, ring[slot]);
            ringRow[slot] = y;
        }
        return ring[slot];
    }

    private void unpack(int y, float[] to) {
        int[] argb = source.argb();
        int start = y * source.width() + left;
        int index = 0;
        if (!alpha) {
            for (int x = 0; x < span; x++) {
                int pixel = argb[start + x];
                to[index++] = pixel >> 16 & 0xFF;
                to[index++] = pixel >> 8 & 0xFF;
                to[index++] = pixel & 0xFF;
            }
            return;
        }
        for (int x = 0; x < span; x++) {
            int pixel = argb[start + x];
            float cover = (pixel >>> 24) / 255f;
            to[index++] = (pixel >> 16 & 0xFF) * cover;
            to[index++] = (pixel >> 8 & 0xFF) * cover;
            to[index++] = (pixel & 0xFF) * cover;
            to[index++] = cover;
        }
    }

    private void resizeLine(float[] to) {
        for (int x = 0; x < resultWidth; x++) {
            deadline.lookAt(x);
            if (alpha) {
                mixWithAlpha(columns.weights(x), (columns.first(x) - left) * 4, to, x * 4);
            } else {
                mixOpaque(columns.weights(x), (columns.first(x) - left) * 3, to, x * 3);
            }
        }
    }

    private void mixOpaque(float[] weights, int start, float[] to, int at) {
        int from = start;
        float red = 0;
        float green = 0;
        float blue = 0;
        for (float weight : weights) {
            red += line[from] * weight;
            green += line[from + 1] * weight;
            blue += line[from + 2] * weight;
            from += 3;
        }
        to[at] = red;
        to[at + 1] = green;
        to[at + 2] = blue;
    }

    private void mixWithAlpha(float[] weights, int start, float[] to, int at) {
        int from = start;
        float red = 0;
        float green = 0;
        float blue = 0;
        float cover = 0;
        for (float weight : weights) {
            red += line[from] * weight;
            green += line[from + 1] * weight;
            blue += line[from + 2] * weight;
            cover += line[from + 3] * weight;
            from += 4;
        }
        to[at] = red;
        to[at + 1] = green;
        to[at + 2] = blue;
        to[at + 3] = cover;
    }

    private void pack(float[] sums, int[] result, int start) {
        for (int x = 0; x < resultWidth; x++) {
            int index = x * channels;
            if (!alpha) {
                result[start + x] = OPAQUE | rgb(sums[index], sums[index + 1], sums[index + 2]);
                continue;
            }
            int cover = sample(sums[index + 3] * 255);
            float divisor = Math.max(sums[index + 3], 1f / 255);
            result[start + x] = cover == 0
                    ? 0
                    : cover << 24 | rgb(sums[index] / divisor, sums[index + 1] / divisor, sums[index + 2] / divisor);
        }
    }

    private static int rgb(float red, float green, float blue) {
        return sample(red) << 16 | sample(green) << 8 | sample(blue);
    }

    private static int sample(float value) {
        return value <= 0 ? 0 : value >= 255 ? 255 : (int) (value + 0.5f);
    }
}
