package io.github.imgproxy4j.embedded.internal.options;

/**
 * Room around a picture that is smaller than asked for.
 *
 * @param wanted whether there is to be any
 * @param gravity where the picture lies in it
 */
public record Extend(boolean wanted, Gravity gravity) {
    static final Extend NONE = new Extend(false, Gravity.CENTER);
}
