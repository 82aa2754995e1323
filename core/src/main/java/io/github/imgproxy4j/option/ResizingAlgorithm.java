package io.github.imgproxy4j.option;

/** How the pixels of a resized image are computed. */
public enum ResizingAlgorithm implements PathToken {
    /** The nearest pixel: fastest, coarse. */
    NEAREST("nearest"),
    /** Linear interpolation. */
    LINEAR("linear"),
    /** Cubic interpolation. */
    CUBIC("cubic"),
    /** Lanczos with a window of 2. */
    LANCZOS2("lanczos2"),
    /** Lanczos with a window of 3: the default. */
    LANCZOS3("lanczos3");

    private final String word;

    ResizingAlgorithm(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
