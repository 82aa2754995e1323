package io.github.imgproxy4j.option;

/**
 * Where a gradual effect grows to.
 *
 * @param text {@code down}, {@code up}, {@code right}, {@code left}, or degrees clockwise from down
 */
public record Direction(String text) implements PathToken {
    /** From nothing at the top to all at the bottom: the default. */
    public static final Direction DOWN = new Direction("down");

    /** From nothing at the bottom to all at the top. */
    public static final Direction UP = new Direction("up");

    /** From nothing at the left to all at the right. */
    public static final Direction RIGHT = new Direction("right");

    /** From nothing at the right to all at the left. */
    public static final Direction LEFT = new Direction("left");

    /** Checks that it is a word or a decimal number. */
    public Direction {
        boolean valid = text.matches("down|up|right|left|-?[0-9]+(\\.[0-9]+)?");
        Rules.of("direction")
                .keep(valid, "", text, "must be down, up, right, left or a number of degrees")
                .enforce();
    }

    /** Degrees clockwise from down: 90 grows from right to left. */
    public static Direction degrees(double degrees) {
        return new Direction(Argument.number("direction", degrees));
    }

    @Override
    public String word() {
        return text;
    }
}
