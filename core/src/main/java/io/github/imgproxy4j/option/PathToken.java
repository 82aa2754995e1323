package io.github.imgproxy4j.option;

/** A value with a fixed text in a path. */
interface PathToken {
    /** As imgproxy spells it, {@code fill-down}. */
    String word();
}
