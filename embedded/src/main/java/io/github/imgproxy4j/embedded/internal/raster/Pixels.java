package io.github.imgproxy4j.embedded.internal.raster;

import java.util.List;

/**
 * An image in memory: sRGB (or the source's own RGB until it is converted), alpha not premultiplied.
 *
 * <p>The creator passes it on and keeps no reference; the array is shared, not copied.
 */
public final class Pixels implements DecodableImage {
    private static final int OPAQUE = 0xFF000000;

    private final int width;
    private final int height;
    private final int[] argb;
    private final boolean alpha;

    /**
     * An image.
     *
     * @param argb rows from above, each pixel as {@code 0xAARRGGBB}
     * @param alpha whether any pixel may be less than opaque
     */
    public Pixels(int width, int height, int[] argb, boolean alpha) {
        this.width = width;
        this.height = height;
        this.argb = argb;
        this.alpha = alpha;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    public int[] argb() {
        return argb;
    }

    public boolean hasAlpha() {
        return alpha;
    }

    /** The same image, known to be opaque if no pixel lets anything through. */
    public Pixels withAlphaChecked() {
        if (!alpha) {
            return this;
        }
        for (int pixel : argb) {
            if (pixel >>> 24 != 0xFF) {
                return this;
            }
        }
        return new Pixels(width, height, argb, false);
    }

    /** A part of the image; the same object if it is all of it. */
    public Pixels cut(Area area) {
        if (area.equals(Area.of(width, height))) {
            return this;
        }
        int[] part = new int[area.width() * area.height()];
        for (int y = 0; y < area.height(); y++) {
            System.arraycopy(argb, (area.top() + y) * width + area.left(), part, y * area.width(), area.width());
        }
        return new Pixels(area.width(), area.height(), part, alpha);
    }

    /** Each of some parts of the image, smaller by whole factors. */
    public List<Pixels> shrunk(List<Shrink> wanted) {
        return wanted.stream()
                .map(shrink -> shrunk(shrink.part(), shrink.horizontalFactor(), shrink.verticalFactor()))
                .toList();
    }

    @Override
    public Pixels shrunk(Area part, int horizontalFactor, int verticalFactor) {
        if (horizontalFactor == 1 && verticalFactor == 1) {
            return cut(part);
        }
        BoxShrinker shrinker = new BoxShrinker(height, part, horizontalFactor, verticalFactor, alpha);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            System.arraycopy(argb, y * width, row, 0, width);
            shrinker.addRow(row);
        }
        return shrinker.shrunk();
    }

    /** The image on a larger transparent canvas; what sticks out is cut off. */
    public Pixels onCanvas(int canvasWidth, int canvasHeight, int left, int top) {
        int[] canvas = new int[canvasWidth * canvasHeight];
        int firstColumn = Math.max(0, -left);
        int columns = Math.min(width, canvasWidth - left) - firstColumn;
        for (int y = Math.max(0, -top); columns > 0 && y < Math.min(height, canvasHeight - top); y++) {
            System.arraycopy(
                    argb, y * width + firstColumn, canvas, (top + y) * canvasWidth + left + firstColumn, columns);
        }
        return new Pixels(canvasWidth, canvasHeight, canvas, true);
    }

    /** The image in front of a colour. */
    public Pixels flattened(Rgb background) {
        if (!alpha) {
            return this;
        }
        int[] flat = new int[argb.length];
        for (int index = 0; index < argb.length; index++) {
            int pixel = argb[index];
            int cover = pixel >>> 24;
            flat[index] = OPAQUE
                    | over(pixel >> 16 & 0xFF, background.red(), cover) << 16
                    | over(pixel >> 8 & 0xFF, background.green(), cover) << 8
                    | over(pixel & 0xFF, background.blue(), cover);
        }
        return new Pixels(width, height, flat, false);
    }

    private static int over(int front, int back, int cover) {
        return (front * cover + back * (255 - cover) + 127) / 255;
    }
}
