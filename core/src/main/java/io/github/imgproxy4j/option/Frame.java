package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a frame of a video is shown on a sheet or in an animation. Immutable.
 *
 * @param width pixels
 * @param height pixels
 * @param extend whether a smaller frame is padded with black; null is no
 * @param trim whether unused space is removed; null is no
 * @param fill whether the frame covers its box and is cropped; null is no
 * @param focusX where the centre of a cropped frame is, 0 at the left to 1 at the right; null is 0.5
 * @param focusY where the centre of a cropped frame is, 0 at the top to 1 at the bottom; null is 0.5
 */
public record Frame(
        int width,
        int height,
        @Nullable Boolean extend,
        @Nullable Boolean trim,
        @Nullable Boolean fill,
        @Nullable Double focusX,
        @Nullable Double focusY) {
    /** Checks every value. */
    public Frame {
        Rules.of("frame")
                .pixels("width", width)
                .pixels("height", height)
                .range("focus x", focusX, 0, 1)
                .range("focus y", focusY, 0, 1)
                .enforce();
    }

    /** A frame that fits its box. */
    public static Frame of(int width, int height) {
        return new Frame(width, height, null, null, null, null, null);
    }

    /** The same, padded with black to its box or not. */
    public Frame extend(boolean padded) {
        return new Frame(width, height, padded, trim, fill, focusX, focusY);
    }

    /** The same, with unused space removed or not. */
    public Frame trim(boolean trimmed) {
        return new Frame(width, height, extend, trimmed, fill, focusX, focusY);
    }

    /** The same, covering its box or not. */
    public Frame fill(boolean filled) {
        return new Frame(width, height, extend, trim, filled, focusX, focusY);
    }

    /** The same cropped around a point, from 0 at the left and at the top to 1. */
    public Frame focus(double x, double y) {
        return new Frame(width, height, extend, trim, fill, x, y);
    }

    static Frame read(Arguments arguments, int first) {
        arguments.atMost(first + 7);
        return new Frame(
                arguments.wholeOrZero(first),
                arguments.wholeOrZero(first + 1),
                arguments.flagOrNull(first + 2),
                arguments.flagOrNull(first + 3),
                arguments.flagOrNull(first + 4),
                arguments.decimalOrNull(first + 5),
                arguments.decimalOrNull(first + 6));
    }

    List<String> arguments() {
        return Argument.texts(width, height, extend, trim, fill, focusX, focusY);
    }
}
