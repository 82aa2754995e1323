package io.github.imgproxy4j.embedded.internal.raster;

import java.util.Arrays;

/**
 * Shrinks a part of an image by whole factors while its rows arrive, each result pixel being the mean of a block of source
 * pixels (weighted by alpha). Never holds more than the result and one row of sums. One thread at a time.
 */
public final class BoxShrinker {
    /** Keeps the sums of {@code colour * alpha} of one block within an int: {@code 181 * 181 * 255 * 255 < 2^31}. */
    public static final int MAX_FACTOR = 181;

    private static final int OPAQUE = 0xFF000000;

    /** Enough for exact quotients: {@code 256 * (181 * 181)^2 < 2^40}. */
    private static final int QUOTIENT_BITS = 40;

    private final int imageHeight;
    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final int horizontalFactor;
    private final int verticalFactor;
    private final boolean alpha;
    private final int shrunkWidth;
    private final int[] shrunk;
    private final int[] sums;
    private final int[] redAndBlueColumns;
    private final int[] greenColumns;
    private int rowsSeen;

    /**
     * A shrinker.
     *
     * @param imageHeight how many rows will come
     * @param part what is wanted of the image, within it
     * @param alpha whether the pixels have any
     */
    public BoxShrinker(int imageHeight, Area part, int horizontalFactor, int verticalFactor, boolean alpha) {
        this.imageHeight = imageHeight;
        this.left = part.left();
        this.top = part.top();
        this.width = part.width();
        this.height = part.height();
        this.horizontalFactor = horizontalFactor;
        this.verticalFactor = verticalFactor;
        this.alpha = alpha;
        this.shrunkWidth = Shrink.blocks(width, horizontalFactor);
        this.shrunk = new int[Math.multiplyExact(shrunkWidth, Shrink.blocks(height, verticalFactor))];
        this.sums = new int[shrunkWidth * 4];
        this.redAndBlueColumns = new int[width];
        this.greenColumns = new int[width];
    }

    public int rowsSeen() {
        return rowsSeen;
    }

    public boolean isComplete() {
        return rowsSeen == imageHeight;
    }

    /** Begins again with the first row, for decoders that render an image several times, each time better. */
    public void restart() {
        rowsSeen = 0;
        Arrays.fill(sums, 0);
        clearColumns();
    }

    /** Takes the next row as packed pixels; alpha is ignored in an opaque image. */
    public void addRow(int[] argb) {
        int row = nextRow();
        if (row < 0) {
            return;
        }
        if (horizontalFactor == 1 && verticalFactor == 1) {
            copyRow(row, argb);
            return;
        }
        if (alpha) {
            sumWithAlpha(argb);
        } else {
            sumOpaque(argb);
        }
        rowSummed(row);
    }

    /** The small image, to be asked for once; rows that never came are black or transparent. */
    public Pixels shrunk() {
        int rows = Math.min(rowsSeen - top, height);
        if (rows > 0 && rows < height && rows % verticalFactor != 0) {
            finishBlocks(rows - 1);
        }
        return new Pixels(shrunkWidth, shrunk.length / shrunkWidth, shrunk, alpha);
    }

    /** The row that comes now, counted from the top of the part; negative if the part has no such row. */
    private int nextRow() {
        int row = rowsSeen - top;
        rowsSeen = Math.min(rowsSeen + 1, imageHeight);
        return row < height && top + row < imageHeight ? row : -1;
    }

    private void copyRow(int row, int[] argb) {
        int start = row * width;
        if (alpha) {
            System.arraycopy(argb, left, shrunk, start, width);
        } else {
            for (int x = 0; x < width; x++) {
                shrunk[start + x] = argb[left + x] | OPAQUE;
            }
        }
    }

    /**
     * Adds up columns first, which the JVM does with vectors. Red and blue share a number, which has room for as many
     * rows as a block may have: {@code 181 * 255 < 2^16}.
     */
    private void sumOpaque(int[] argb) {
        for (int x = 0; x < width; x++) {
            int pixel = argb[left + x];
            redAndBlueColumns[x] += pixel & 0xFF00FF;
            greenColumns[x] += pixel >> 8 & 0xFF;
        }
    }

    private void clearColumns() {
        Arrays.fill(redAndBlueColumns, 0);
        Arrays.fill(greenColumns, 0);
    }

    private void sumWithAlpha(int[] argb) {
        for (int block = 0, x = 0; x < width; block += 4) {
            int end = Math.min(width, x + horizontalFactor);
            for (; x < end; x++) {
                int pixel = argb[left + x];
                int cover = pixel >>> 24;
                sums[block] += (pixel >> 16 & 0xFF) * cover;
                sums[block + 1] += (pixel >> 8 & 0xFF) * cover;
                sums[block + 2] += (pixel & 0xFF) * cover;
                sums[block + 3] += cover;
            }
        }
    }

    private void rowSummed(int row) {
        if ((row + 1) % verticalFactor == 0 || row + 1 == height) {
            finishBlocks(row);
        }
    }

    private void finishBlocks(int lastRow) {
        int rows = lastRow % verticalFactor + 1;
        int start = lastRow / verticalFactor * shrunkWidth;
        if (alpha) {
            finishWithAlpha(start, rows);
        } else {
            finishOpaque(start, rows);
        }
    }

    private void finishOpaque(int start, int rows) {
        long reciprocal = reciprocal(rows * horizontalFactor);
        int x = 0;
        for (int block = 0; block < shrunkWidth; block++) {
            int count = rows * Math.min(horizontalFactor, width - x);
            int end = Math.min(width, x + horizontalFactor);
            int red = count / 2;
            int green = red;
            int blue = red;
            for (; x < end; x++) {
                red += redAndBlueColumns[x] >>> 16;
                green += greenColumns[x];
                blue += redAndBlueColumns[x] & 0xFFFF;
            }
            long divisor = count == rows * horizontalFactor ? reciprocal : reciprocal(count);
            shrunk[start + block] =
                    OPAQUE | (quotient(red, divisor) << 16) | (quotient(green, divisor) << 8) | quotient(blue, divisor);
        }
        clearColumns();
    }

    /** To multiply by instead of dividing, which takes several times as long. */
    private static long reciprocal(int count) {
        return (1L << QUOTIENT_BITS) / count + 1;
    }

    private static int quotient(int sum, long reciprocal) {
        return (int) ((sum * reciprocal) >>> QUOTIENT_BITS);
    }

    private void finishWithAlpha(int start, int rows) {
        for (int x = 0; x < shrunkWidth; x++) {
            int count = rows * Math.min(horizontalFactor, width - x * horizontalFactor);
            int cover = sums[x * 4 + 3];
            shrunk[start + x] = cover == 0 ? 0 : (mean(cover, count) << 24) | rgb(x * 4, cover);
        }
        Arrays.fill(sums, 0);
    }

    private int rgb(int block, int weight) {
        return (mean(sums[block], weight) << 16) | (mean(sums[block + 1], weight) << 8) | mean(sums[block + 2], weight);
    }

    private static int mean(int sum, int count) {
        return (sum + count / 2) / count;
    }
}
