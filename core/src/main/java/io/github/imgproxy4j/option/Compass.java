package io.github.imgproxy4j.option;

/** A side, a corner or the centre. */
public enum Compass implements PathToken {
    /** The top edge. */
    NORTH("no"),
    /** The bottom edge. */
    SOUTH("so"),
    /** The right edge. */
    EAST("ea"),
    /** The left edge. */
    WEST("we"),
    /** The top right corner. */
    NORTH_EAST("noea"),
    /** The top left corner. */
    NORTH_WEST("nowe"),
    /** The bottom right corner. */
    SOUTH_EAST("soea"),
    /** The bottom left corner. */
    SOUTH_WEST("sowe"),
    /** The centre. */
    CENTER("ce");

    private final String word;

    Compass(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
