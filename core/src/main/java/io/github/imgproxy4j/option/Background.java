package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code bg}: the background of transparent pixels.
 *
 * @param hex 3 or 6 hexadecimal digits without {@code #}; empty leaves the image transparent, the default
 */
public record Background(String hex) implements TypedOption {
    /** Checks the value. */
    public Background {
        Rules.of(OptionName.BACKGROUND).color("", hex.isEmpty() ? null : hex).enforce();
    }

    /** No background, whatever was set before. */
    public static Background none() {
        return new Background("");
    }

    /** A colour by its red, green and blue components, each from 0 to 255. */
    public static Background rgb(int red, int green, int blue) {
        Rules.of(OptionName.BACKGROUND)
                .range("red", red, 0, 255)
                .range("green", green, 0, 255)
                .range("blue", blue, 0, 255)
                .enforce();
        return new Background(
                Integer.toHexString(1 << 24 | red << 16 | green << 8 | blue).substring(1));
    }

    static Background read(Arguments arguments) {
        arguments.atMost(3);
        if (arguments.count() < 2) {
            return new Background(arguments.textOrEmpty(0));
        }
        return rgb(arguments.whole(0), arguments.whole(1), arguments.whole(2));
    }

    @Override
    public OptionName optionName() {
        return OptionName.BACKGROUND;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(hex);
    }
}
