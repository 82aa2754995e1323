package io.github.imgproxy4j.option;

/** The chroma subsampling of AVIF. */
public enum AvifSubsampling implements PathToken {
    /** Depending on the quality. */
    AUTO("auto"),
    /** Always. */
    ON("on"),
    /** Never. */
    OFF("off");

    private final String word;

    AvifSubsampling(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
