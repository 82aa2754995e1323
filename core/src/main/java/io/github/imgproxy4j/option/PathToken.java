package io.github.imgproxy4j.option;

/** A value that stands for itself in a path. */
interface PathToken {
    /** As imgproxy spells it, {@code fill-down}. */
    String word();
}
