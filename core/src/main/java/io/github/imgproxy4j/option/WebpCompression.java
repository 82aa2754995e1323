package io.github.imgproxy4j.option;

/** How WebP compresses. */
public enum WebpCompression implements PathToken {
    /** With loss. */
    LOSSY("lossy"),
    /** Without loss after a preparation that loses little. */
    NEAR_LOSSLESS("near_lossless"),
    /** Without loss. */
    LOSSLESS("lossless");

    private final String word;

    WebpCompression(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
