package io.github.imgproxy4j.embedded.internal.raster;

import java.util.Arrays;

/** The image that the frames of an animation add up to. One thread at a time. */
public final class Canvas {
    private static final int OPAQUE = 0xFF;

    private final int width;
    private final int height;
    private final int[] argb;

    public Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.argb = new int[Math.multiplyExact(width, height)];
    }

    /** A copy of what it shows. */
    public Pixels shown() {
        return new Pixels(width, height, argb.clone(), true);
    }

    /** Shows what it showed before. */
    public void restore(Pixels before) {
        System.arraycopy(before.argb(), 0, argb, 0, argb.length);
    }

    /** Fills an area with a packed pixel. */
    public void clear(Area area, int pixel) {
        for (int y = Math.max(0, area.top()); y < Math.min(height, area.top() + area.height()); y++) {
            int left = Math.max(0, area.left());
            int right = Math.min(width, area.left() + area.width());
            if (left < right) {
                Arrays.fill(argb, y * width + left, y * width + right, pixel);
            }
        }
    }

    /** Puts an image at a place; what sticks out is cut off. */
    public void draw(Pixels image, int left, int top, boolean blended) {
        for (int y = Math.max(0, -top); y < Math.min(image.height(), height - top); y++) {
            for (int x = Math.max(0, -left); x < Math.min(image.width(), width - left); x++) {
                int pixel = image.argb()[y * image.width() + x];
                int place = (top + y) * width + left + x;
                argb[place] = blended ? over(pixel, argb[place]) : pixel;
            }
        }
    }

    /** A pixel in front of another. */
    public static int over(int front, int back) {
        int cover = front >>> 24;
        if (cover == OPAQUE || back >>> 24 == 0) {
            return cover == 0 ? back : front;
        }
        if (cover == 0) {
            return back;
        }
        int behind = (back >>> 24) * (OPAQUE - cover) / OPAQUE;
        int both = cover + behind;
        return both << 24
                | mixed(front >> 16, back >> 16, cover, behind) << 16
                | mixed(front >> 8, back >> 8, cover, behind) << 8
                | mixed(front, back, cover, behind);
    }

    private static int mixed(int front, int back, int cover, int behind) {
        return ((front & 0xFF) * cover + (back & 0xFF) * behind) / (cover + behind);
    }
}
