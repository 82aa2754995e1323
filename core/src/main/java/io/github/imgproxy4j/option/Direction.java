package io.github.imgproxy4j.option;

/**
 * The direction in which a gradual effect increases.
 *
 * @param text {@code down}, {@code up}, {@code right}, {@code left}, or degrees clockwise from down
 */
public record Direction(String text) implements PathToken {
    /** From none at the top to full at the bottom; the default. */
    public static final Direction DOWN = new Direction("down");

    /** From none at the bottom to full at the top. */
    public static final Direction UP = new Direction("up");

    /** From none on the left to full on the right. */
    public static final Direction RIGHT = new Direction("right");

    /** From none on the right to full on the left. */
    public static final Direction LEFT = new Direction("left");

    /** Checks that it is a word or a decimal number. */
    public Direction {
        boolean valid = text.matches("down|up|right|left|-?[0-9]+(\\.[0-9]+)?");
        Rules.of("direction")
                .keep(valid, "", text, "must be down, up, right, left or a number of degrees")
                .enforce();
    }

    /** Degrees clockwise from down: 90 increases from right to left. */
    public static Direction degrees(double degrees) {
        return new Direction(Argument.number("direction", degrees));
    }

    @Override
    public String word() {
        return text;
    }
}
