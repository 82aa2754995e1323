package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code t}: removes a border of one colour; off by default, and not for animations.
 *
 * @param threshold the tolerated difference from the colour of the border; null turns trimming off
 * @param color the colour of the border, 3 or 6 hexadecimal digits; null detects it, {@code ff00ff} is for transparent
 *     borders
 * @param equalHorizontal whether the same amount is removed on the left and right; null is no
 * @param equalVertical whether the same amount is removed at the top and bottom; null is no
 */
public record Trim(
        @Nullable Double threshold,
        @Nullable String color,
        @Nullable Boolean equalHorizontal,
        @Nullable Boolean equalVertical)
        implements TypedOption {
    /** Checks every value. */
    public Trim {
        Rules.of(OptionName.TRIM)
                .finite("threshold", threshold)
                .color("color", color)
                .keep(
                        threshold != null || (color == null && equalHorizontal == null && equalVertical == null),
                        "threshold",
                        "",
                        "must be given together with a color or a side")
                .enforce();
    }

    /** No trimming, whatever was set before. */
    public static Trim off() {
        return new Trim(null, null, null, null);
    }

    /** Trimming of a border of any colour. */
    public static Trim threshold(double threshold) {
        return new Trim(threshold, null, null, null);
    }

    /** The same for a border of this colour, 3 or 6 hexadecimal digits. */
    public Trim color(String hex) {
        return new Trim(threshold, hex, equalHorizontal, equalVertical);
    }

    /** The same, removing the same amount on the left and right. */
    public Trim equalHorizontal(boolean equal) {
        return new Trim(threshold, color, equal, equalVertical);
    }

    /** The same, removing the same amount at the top and bottom. */
    public Trim equalVertical(boolean equal) {
        return new Trim(threshold, color, equalHorizontal, equal);
    }

    static Trim read(Arguments arguments) {
        arguments.atMost(4);
        // without a threshold imgproxy ignores the others, but refuses them where they are wrong
        Trim trim = new Trim(
                arguments.has(0) ? arguments.decimalOrNull(0) : (Double) 0.0,
                arguments.textOrNull(1),
                arguments.flagOrNull(2),
                arguments.flagOrNull(3));
        return arguments.has(0) ? trim : off();
    }

    @Override
    public OptionName optionName() {
        return OptionName.TRIM;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(threshold, color, equalHorizontal, equalVertical);
    }
}
