package io.github.imgproxy4j.embedded.internal.options;

/**
 * Room around an image that is smaller than asked for.
 *
 * @param wanted whether there is to be any
 * @param gravity where the image lies in it
 */
public record Extend(boolean wanted, Gravity gravity) {
    static final Extend NONE = new Extend(false, Gravity.CENTER);
}
