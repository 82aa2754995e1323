package io.github.imgproxy4j.cli.path;

/**
 * One way to do one step of signing.
 *
 * @param mistake the mistake, a sentence; empty for the correct way
 * @param value the result of the step
 */
record Guess<T>(String mistake, T value) {
    static <T> Guess<T> right(T value) {
        return new Guess<>("", value);
    }
}
