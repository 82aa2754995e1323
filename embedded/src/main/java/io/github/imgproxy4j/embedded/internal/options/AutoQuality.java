package io.github.imgproxy4j.embedded.internal.options;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What an automatic quality aims at.
 *
 * @param target bytes, or structural dissimilarity: 0 for equal images, 1 for unrelated ones
 * @param minimum the lowest quality that is tried
 * @param maximum the highest
 * @param allowedError how far above the target a dissimilarity may be
 */
public record AutoQuality(Method method, double target, int minimum, int maximum, double allowedError) {
    public static final AutoQuality NONE = new AutoQuality(Method.NONE, 0.02, 70, 80, 0.002);

    /** What is compared with the target. */
    public enum Method {
        /** Nothing. */
        NONE,
        /** The bytes of the file. */
        SIZE,
        /** How much the result differs from the image. */
        DSSIM;

        static Optional<Method> named(String name) {
            return Arrays.stream(values())
                    .filter(method -> method.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst();
        }
    }
}
