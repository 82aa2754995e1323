package io.github.imgproxy4j.embedded.internal.options;

/** The margins around an image in CSS pixels, scaled by the device pixel ratio later. */
public record Padding(int top, int right, int bottom, int left) {
    static final Padding NONE = new Padding(0, 0, 0, 0);

    boolean isPresent() {
        return !equals(NONE);
    }
}
