package io.github.imgproxy4j.embedded;

import java.util.Arrays;

/**
 * Shrinks a picture by whole factors while its rows arrive, each result pixel being the mean of a block of source
 * pixels (weighted by alpha). Never holds more than the result and one row of sums. One thread at a time.
 */
final class BoxShrinker {
    /** Keeps the sums of {@code colour * alpha} of one block within an int: 181 * 181 * 255 * 255 < 2^31. */
    static final int MAX_FACTOR = 181;

    private static final int OPAQUE = 0xFF000000;

    private final int width;
    private final int height;
    private final int horizontalFactor;
    private final int verticalFactor;
    private final boolean alpha;
    private final int shrunkWidth;
    private final int[] shrunk;
    private final int[] sums;
    private int rowsSeen;

    BoxShrinker(int width, int height, int horizontalFactor, int verticalFactor, boolean alpha) {
        this.width = width;
        this.height = height;
        this.horizontalFactor = horizontalFactor;
        this.verticalFactor = verticalFactor;
        this.alpha = alpha;
        this.shrunkWidth = blocks(width, horizontalFactor);
        this.shrunk = new int[Math.multiplyExact(shrunkWidth, blocks(height, verticalFactor))];
        this.sums = new int[shrunkWidth * 4];
    }

    int rowsSeen() {
        return rowsSeen;
    }

    boolean isComplete() {
        return rowsSeen == height;
    }

    /** Begins again with the first row, for decoders that render a picture several times, each time better. */
    void restart() {
        rowsSeen = 0;
        Arrays.fill(sums, 0);
    }

    /** Takes the next row as packed pixels; alpha is ignored in an opaque picture. */
    void addRow(int[] argb) {
        if (isComplete()) {
            return;
        }
        if (horizontalFactor == 1 && verticalFactor == 1) {
            copyRow(argb);
            rowsSeen++;
            return;
        }
        if (alpha) {
            sumWithAlpha(argb);
        } else {
            sumOpaque(argb);
        }
        rowSummed();
    }

    /** Takes the next row of an opaque picture as bytes; gray when all offsets are the same. */
    void addRow(byte[] samples, int start, int pixelStride, int red, int green, int blue) {
        if (isComplete()) {
            return;
        }
        if (horizontalFactor == 1 && verticalFactor == 1) {
            copyRow(samples, start, pixelStride, red, green, blue);
            rowsSeen++;
            return;
        }
        int index = start;
        for (int block = 0, x = 0; x < width; block += 4) {
            int end = Math.min(width, x + horizontalFactor);
            int redSum = 0;
            int greenSum = 0;
            int blueSum = 0;
            for (; x < end; x++) {
                redSum += samples[index + red] & 0xFF;
                greenSum += samples[index + green] & 0xFF;
                blueSum += samples[index + blue] & 0xFF;
                index += pixelStride;
            }
            sums[block] += redSum;
            sums[block + 1] += greenSum;
            sums[block + 2] += blueSum;
        }
        rowSummed();
    }

    /** The small picture; rows that never came are black or transparent. */
    Pixels shrunk() {
        return new Pixels(shrunkWidth, shrunk.length / shrunkWidth, shrunk, alpha);
    }

    private void copyRow(int[] argb) {
        int start = rowsSeen * width;
        if (alpha) {
            System.arraycopy(argb, 0, shrunk, start, width);
        } else {
            for (int x = 0; x < width; x++) {
                shrunk[start + x] = argb[x] | OPAQUE;
            }
        }
    }

    private void copyRow(byte[] samples, int start, int pixelStride, int red, int green, int blue) {
        int row = rowsSeen * width;
        int index = start;
        for (int x = 0; x < width; x++) {
            shrunk[row + x] = OPAQUE
                    | (samples[index + red] & 0xFF) << 16
                    | (samples[index + green] & 0xFF) << 8
                    | (samples[index + blue] & 0xFF);
            index += pixelStride;
        }
    }

    private void sumOpaque(int[] argb) {
        for (int block = 0, x = 0; x < width; block += 4) {
            int end = Math.min(width, x + horizontalFactor);
            for (; x < end; x++) {
                int pixel = argb[x];
                sums[block] += pixel >> 16 & 0xFF;
                sums[block + 1] += pixel >> 8 & 0xFF;
                sums[block + 2] += pixel & 0xFF;
            }
        }
    }

    private void sumWithAlpha(int[] argb) {
        for (int block = 0, x = 0; x < width; block += 4) {
            int end = Math.min(width, x + horizontalFactor);
            for (; x < end; x++) {
                int pixel = argb[x];
                int cover = pixel >>> 24;
                sums[block] += (pixel >> 16 & 0xFF) * cover;
                sums[block + 1] += (pixel >> 8 & 0xFF) * cover;
                sums[block + 2] += (pixel & 0xFF) * cover;
                sums[block + 3] += cover;
            }
        }
    }

    private void rowSummed() {
        rowsSeen++;
        if (rowsSeen % verticalFactor == 0 || isComplete()) {
            finishBlocks();
        }
    }

    private void finishBlocks() {
        int rows = (rowsSeen - 1) % verticalFactor + 1;
        int start = (rowsSeen - 1) / verticalFactor * shrunkWidth;
        for (int x = 0; x < shrunkWidth; x++) {
            int columns = Math.min(horizontalFactor, width - x * horizontalFactor);
            shrunk[start + x] = alpha ? meanWithAlpha(x * 4, rows * columns) : meanOpaque(x * 4, rows * columns);
        }
        Arrays.fill(sums, 0);
    }

    private int meanOpaque(int block, int count) {
        return OPAQUE | rgb(block, count);
    }

    private int meanWithAlpha(int block, int count) {
        int cover = sums[block + 3];
        return cover == 0 ? 0 : (mean(cover, count) << 24) | rgb(block, cover);
    }

    private int rgb(int block, int weight) {
        return (mean(sums[block], weight) << 16) | (mean(sums[block + 1], weight) << 8) | mean(sums[block + 2], weight);
    }

    private static int mean(int sum, int count) {
        return (sum + count / 2) / count;
    }

    private static int blocks(int length, int factor) {
        return (length + factor - 1) / factor;
    }
}
