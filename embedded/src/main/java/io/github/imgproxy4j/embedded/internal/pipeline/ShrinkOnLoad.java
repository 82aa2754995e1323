package io.github.imgproxy4j.embedded.internal.pipeline;

import io.github.imgproxy4j.embedded.internal.format.ImageFormat;

/**
 * How imgproxy loads a source: WebP pictures smaller, if they shall become smaller, which rounds their sides once more.
 * What is decoded here is not; but results are as large as imgproxy's only if the same is rounded.
 */
enum ShrinkOnLoad {
    /** As it is stored. */
    NONE {
        @Override
        double factor(double shrink) {
            return 1;
        }

        @Override
        int side(int length, double factor) {
            return length;
        }
    },
    /** By any factor. */
    WEBP {
        @Override
        double factor(double shrink) {
            return Math.max(1, shrink);
        }

        @Override
        int side(int length, double factor) {
            return (int) Math.max(1, Math.rint(length * (1 / factor)));
        }
    };

    /** For a still picture of a format that is not trimmed. */
    static ShrinkOnLoad of(ImageFormat format) {
        return format == ImageFormat.WEBP ? WEBP : NONE;
    }

    /** By what a picture is shrunk that shall be shrunk by a factor on the side that shrinks less. */
    abstract double factor(double shrink);

    /** How long a side is then. */
    abstract int side(int length, double factor);
}
