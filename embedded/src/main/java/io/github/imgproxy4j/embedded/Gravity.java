package io.github.imgproxy4j.embedded;

/**
 * The part of a picture that stays when it is cropped, or the place of a picture on a larger canvas.
 *
 * @param anchor a side, a corner, the middle, a focus point, or smart
 * @param x from a side towards the middle (from the middle to the right): pixels if {@code |x| >= 1}, else a fraction of
 *     the width; for a focus point always a fraction from the left
 * @param y the same from above
 */
record Gravity(Anchor anchor, double x, double y) {
    static final Gravity CENTER = new Gravity(Anchor.CENTER, 0, 0);
    static final Gravity SMART = new Gravity(Anchor.SMART, 0, 0);

    /** Whether the place depends on what the picture shows; {@link #place} then says the middle. */
    boolean isSmart() {
        return anchor == Anchor.SMART;
    }

    /**
     * Where to put an inner rectangle.
     *
     * @param dpr the factor of pixel offsets
     * @return the offset of the inner rectangle, always within the outer one
     */
    Position place(int width, int height, int innerWidth, int innerHeight, double dpr) {
        int left;
        int top;
        if (anchor == Anchor.FOCUS_POINT) {
            left = (int) Math.rint(width * x) - innerWidth / 2;
            top = (int) Math.rint(height * y) - innerHeight / 2;
        } else {
            left = along(anchor.horizontal(), width, innerWidth, offset(x, width, dpr));
            top = along(anchor.vertical(), height, innerHeight, offset(y, height, dpr));
        }
        return new Position(within(left, width - innerWidth), within(top, height - innerHeight));
    }

    /** Where to put an inner rectangle that may stick out, or be larger, as long as a pixel of it is left. */
    Position placeOverflowing(int width, int height, int innerWidth, int innerHeight, double dpr) {
        int left = along(anchor.horizontal(), width, innerWidth, offset(x, width, dpr));
        int top = along(anchor.vertical(), height, innerHeight, offset(y, height, dpr));
        return new Position(
                Math.max(1 - innerWidth, Math.min(left, width - 1)),
                Math.max(1 - innerHeight, Math.min(top, height - 1)));
    }

    /** imgproxy rounds offsets half to even, and so does {@link Math#rint}. */
    static int offset(double offset, int length, double dpr) {
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
    record Position(int left, int top) {}

    /** The nine directions, the focus point, and the place that eyes go to. */
    enum Anchor {
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
