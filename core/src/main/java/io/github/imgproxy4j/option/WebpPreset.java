package io.github.imgproxy4j.option;

/** The kind of image that the WebP encoder is tuned for. */
public enum WebpPreset implements PathToken {
    /** No special kind. */
    DEFAULT("default"),
    /** Photographs outdoors. */
    PHOTO("photo"),
    /** Photographs indoors, portraits. */
    PICTURE("picture"),
    /** Line drawings. */
    DRAWING("drawing"),
    /** Small colourful images. */
    ICON("icon"),
    /** Text. */
    TEXT("text");

    private final String word;

    WebpPreset(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
