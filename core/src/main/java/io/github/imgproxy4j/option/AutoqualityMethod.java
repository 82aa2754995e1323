package io.github.imgproxy4j.option;

/** How the quality of a result is chosen. */
public enum AutoqualityMethod implements PathToken {
    /** Not chosen. */
    NONE("none"),
    /** The size in bytes. */
    SIZE("size"),
    /** The structural difference from the original. */
    DSSIM("dssim"),
    /** A prediction of a neural network, corrected by the structural difference. */
    ML("ml");

    private final String word;

    AutoqualityMethod(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
