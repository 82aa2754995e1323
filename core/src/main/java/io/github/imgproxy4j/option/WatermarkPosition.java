package io.github.imgproxy4j.option;

/** The position of a watermark. */
public enum WatermarkPosition implements PathToken {
    /** At the top edge. */
    NORTH("no"),
    /** At the bottom edge. */
    SOUTH("so"),
    /** At the right edge. */
    EAST("ea"),
    /** At the left edge. */
    WEST("we"),
    /** In the top right corner. */
    NORTH_EAST("noea"),
    /** In the top left corner. */
    NORTH_WEST("nowe"),
    /** In the bottom right corner. */
    SOUTH_EAST("soea"),
    /** In the bottom left corner. */
    SOUTH_WEST("sowe"),
    /** In the centre. */
    CENTER("ce"),
    /** Tiled in rows and columns; offsets are the space between tiles. */
    TILED("re"),
    /** Tiled like a chessboard; offsets are the space between tiles. Needs imgproxy Pro. */
    CHESSBOARD("ch");

    private final String word;

    WatermarkPosition(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
