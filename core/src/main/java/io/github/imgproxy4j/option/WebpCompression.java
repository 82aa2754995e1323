package io.github.imgproxy4j.option;

/** The compression of WebP. */
public enum WebpCompression implements PathToken {
    /** Lossy. */
    LOSSY("lossy"),
    /** Near-lossless. */
    NEAR_LOSSLESS("near_lossless"),
    /** Lossless. */
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
