package io.github.imgproxy4j.option;

/** Whether AVIF stores colours more coarsely than brightness. */
public enum AvifSubsampling implements PathToken {
    /** As the quality asks for. */
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
