package io.github.imgproxy4j.embedded.internal.options;

import io.github.imgproxy4j.embedded.internal.format.Orientation;
import java.util.function.IntUnaryOperator;

/**
 * The part of an image that stays when it is cropped, or the place of an image on a larger canvas.
 *
 * @param anchor a side, a corner, the middle, a focus point, or smart
 * @param x from a side towards the middle (from the middle to the right): pixels if {@code |x| >= 1}, else a fraction of
 *     the width; for a focus point always a fraction from the left
 * @param y the same from above
 */
public record Gravity(Anchor anchor, double x, double y) {
    static final Gravity CENTER = new Gravity(Anchor.CENTER, 0, 0);
    static final Gravity SMART = new Gravity(Anchor.SMART, 0, 0);

    /** Whether the place depends on what the image shows; {@link #place} then says the middle. */
    public boolean isSmart() {
        return anchor == Anchor.SMART;
    }

    /**
     * Where to put an inner rectangle.
     *
     * @param dpr the factor of pixel offsets
     * @return the offset of the inner rectangle, always within the outer one
     */
    public Position place(int width, int height, int innerWidth, int innerHeight, double dpr) {
        return place(width, height, innerWidth, innerHeight, dpr, Orientation.UPRIGHT);
    }

    /**
     * Where to put an inner rectangle on an upright image that is stored in an orientation. imgproxy counts on the stored
     * one, where halves of pixels are rounded to the other side if it is mirrored.
     */
    public Position place(int width, int height, int innerWidth, int innerHeight, double dpr, Orientation orientation) {
        int left = mirrored(
                orientation.mirrorsColumns(),
                width - innerWidth,
                anchor.horizontal(),
                side -> along(side, width, innerWidth, x, dpr, orientation.mirrorsColumns()));
        int top = mirrored(
                orientation.mirrorsRows(),
                height - innerHeight,
                anchor.vertical(),
                side -> along(side, height, innerHeight, y, dpr, orientation.mirrorsRows()));
        return new Position(left, top);
    }

    /** Counted from the other end if the line is mirrored. */
    private static int mirrored(boolean mirrored, int room, int side, IntUnaryOperator placed) {
        int place = within(placed.applyAsInt(mirrored ? -side : side), room);
        return mirrored ? room - place : place;
    }

    private int along(int side, int length, int innerLength, double where, double dpr, boolean mirrored) {
        if (anchor == Anchor.FOCUS_POINT) {
            return (int) Math.rint(length * (mirrored ? 1 - where : where)) - innerLength / 2;
        }
        int offset = offset(where, length, dpr);
        return along(side, length, innerLength, mirrored && side == 0 ? -offset : offset);
    }

    /** The same on an image that was shrunk: pixels are fewer, and stay whole ones so that none becomes a fraction. */
    Gravity shrunk(double across, double down) {
        return anchor == Anchor.FOCUS_POINT
                ? this
                : new Gravity(anchor, shrunkOffset(x, across), shrunkOffset(y, down));
    }

    private static double shrunkOffset(double offset, double factor) {
        return Math.abs(offset) >= 1 ? Math.rint(offset / factor) : offset;
    }

    /** Where to put an inner rectangle that may stick out, or be larger, as long as a pixel of it is left. */
    public Position placeOverflowing(int width, int height, int innerWidth, int innerHeight, double dpr) {
        int left = along(anchor.horizontal(), width, innerWidth, offset(x, width, dpr));
        int top = along(anchor.vertical(), height, innerHeight, offset(y, height, dpr));
        return new Position(
                Math.max(1 - innerWidth, Math.min(left, width - 1)),
                Math.max(1 - innerHeight, Math.min(top, height - 1)));
    }

    /** imgproxy rounds offsets half to even, and so does {@link Math#rint}. */
    public static int offset(double offset, int length, double dpr) {
        return (int) Math.rint(Math.abs(offset) >= 1 ? offset * dpr : length * offset);
    }

    private static int along(int side, int length, int innerLength, int offset) {
        if (side < 0) {
            return offset;
        }
        return side > 0 ? length - innerLength - offset : (int) Math.rint((length - innerLength + 1) / 2.0) + offset;
    }

    private static int within(int offset, int maximum) {
        return Math.max(0, Math.min(offset, maximum));
    }

    /** An offset from the left and from above, in pixels. */
    public record Position(int left, int top) {}

    /** The nine directions, the focus point, and the place that eyes go to. */
    public enum Anchor {
        CENTER("ce", 0, 0),
        NORTH("no", 0, -1),
        SOUTH("so", 0, 1),
        EAST("ea", 1, 0),
        WEST("we", -1, 0),
        NORTH_EAST("noea", 1, -1),
        NORTH_WEST("nowe", -1, -1),
        SOUTH_EAST("soea", 1, 1),
        SOUTH_WEST("sowe", -1, 1),
        FOCUS_POINT("fp", 0, 0),
        SMART("sm", 0, 0);

        private final String code;
        private final int horizontal;
        private final int vertical;

        Anchor(String code, int horizontal, int vertical) {
            this.code = code;
            this.horizontal = horizontal;
            this.vertical = vertical;
        }

        /** As imgproxy spells it. */
        String code() {
            return code;
        }

        /** -1 left, 0 middle, 1 right. */
        int horizontal() {
            return horizontal;
        }

        /** -1 top, 0 middle, 1 bottom. */
        int vertical() {
            return vertical;
        }
    }
}
