package io.github.imgproxy4j.store.s3.internal;

/** What S3-compatible servers differ in. */
enum Ability {
    CONDITIONAL_PUT("conditional writes"),
    CHECKSUMS("checksums"),
    TAGS("tags"),
    LIST("listing"),
    RANGE("ranges"),
    DELETE("deleting");

    private final String words;

    Ability(String words) {
        this.words = words;
    }

    /** Its name in messages. */
    String words() {
        return words;
    }
}
