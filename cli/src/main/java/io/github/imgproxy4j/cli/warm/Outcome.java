package io.github.imgproxy4j.cli.warm;

/** What became of a variant. */
enum Outcome {
    /** It was made now, and is kept. */
    MADE,
    /** It was there. */
    STORED,
    /** It was made, but is not stored. */
    UNKEPT,
    FAILED
}
