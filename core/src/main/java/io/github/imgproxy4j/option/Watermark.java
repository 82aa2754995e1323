package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code wm}: puts the server's watermark, or that of {@link OptionName#WATERMARK_URL} or
 * {@link OptionName#WATERMARK_TEXT}, on the image.
 *
 * <pre>{@code
 * Watermark.opacity(0.5).at(WatermarkPosition.SOUTH_EAST, 10, 10).scale(0.2);
 * }</pre>
 *
 * @param opacity 0 (none, the default) to 1
 * @param position null is the centre
 * @param x inwards from the edge, or between tiles: a fraction of the width between -1 and 1, otherwise pixels; null is
 *     0
 * @param y inwards from the edge, or between tiles: a fraction of the height between -1 and 1, otherwise pixels; null
 *     is 0
 * @param scale the size as a fraction of the result, greater than 0; null keeps its size. imgproxy 4 refuses 0
 */
public record Watermark(
        double opacity,
        @Nullable WatermarkPosition position,
        @Nullable Double x,
        @Nullable Double y,
        @Nullable Double scale)
        implements TypedOption {
    /** Checks every value. */
    public Watermark {
        Rules.of(OptionName.WATERMARK)
                .range("opacity", opacity, 0, 1)
                .finite("x", x)
                .finite("y", y)
                .positive("scale", scale)
                .enforce();
    }

    /** A watermark in the centre, in its original size. */
    public static Watermark opacity(double opacity) {
        return new Watermark(opacity, null, null, null, null);
    }

    /** The same at another position. */
    public Watermark at(WatermarkPosition position) {
        return new Watermark(opacity, position, x, y, scale);
    }

    /** The same at another position, with an offset inwards; if it is tiled, with this space between the tiles. */
    public Watermark at(WatermarkPosition position, double x, double y) {
        return new Watermark(opacity, position, x, y, scale);
    }

    /** The same with a size as a fraction of the result, greater than 0. */
    public Watermark scale(double share) {
        return new Watermark(opacity, position, x, y, share);
    }

    static Watermark read(Arguments arguments) {
        // imgproxy takes two more arguments and ignores them
        arguments.atMost(7);
        return new Watermark(
                arguments.decimal(0),
                arguments.wordOrNull(1, WatermarkPosition.values()),
                arguments.decimalOrNull(2),
                arguments.decimalOrNull(3),
                arguments.decimalOrNull(4));
    }

    @Override
    public OptionName optionName() {
        return OptionName.WATERMARK;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(opacity, position, x, y, scale);
    }

    @Override
    public boolean isPro() {
        return position == WatermarkPosition.CHESSBOARD;
    }
}
