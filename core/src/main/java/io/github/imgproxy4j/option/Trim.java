package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code t}: cuts a border of one colour off; off by default, and not for animations.
 *
 * @param threshold how much a colour may differ from the border's; null switches trimming off
 * @param color the border's colour, 3 or 6 hexadecimal digits; null finds it, {@code ff00ff} is for transparent borders
 * @param equalHorizontal whether left and right lose the same; null is no
 * @param equalVertical whether top and bottom lose the same; null is no
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
                        "must be given where a color or a side is")
                .enforce();
    }

    /** No trimming, whatever was asked for before. */
    public static Trim off() {
        return new Trim(null, null, null, null);
    }

    /** Trimming of whatever colour the border has. */
    public static Trim threshold(double threshold) {
        return new Trim(threshold, null, null, null);
    }

    /** The same for a border of this colour, 3 or 6 hexadecimal digits. */
    public Trim color(String hex) {
        return new Trim(threshold, hex, equalHorizontal, equalVertical);
    }

    /** The same with as much cut off at the left as at the right. */
    public Trim equalHorizontal(boolean equal) {
        return new Trim(threshold, color, equal, equalVertical);
    }

    /** The same with as much cut off at the top as at the bottom. */
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
