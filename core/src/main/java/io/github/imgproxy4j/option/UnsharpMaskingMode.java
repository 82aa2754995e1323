package io.github.imgproxy4j.option;

/** When unsharp masking is applied. */
public enum UnsharpMaskingMode implements PathToken {
    /** If the image was reduced and is not sharpened otherwise. */
    AUTO("auto"),
    /** Never. */
    NONE("none"),
    /** Always. */
    ALWAYS("always");

    private final String word;

    UnsharpMaskingMode(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
