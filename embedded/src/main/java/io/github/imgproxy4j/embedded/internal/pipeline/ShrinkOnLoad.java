package io.github.imgproxy4j.embedded.internal.pipeline;

import io.github.imgproxy4j.embedded.internal.format.ImageFormat;

/**
 * How imgproxy loads a source: JPEG and WebP images smaller, if they shall become smaller, which rounds their sides and
 * the place of a crop once more. Here JPEG images are, too; but results of either are as large as imgproxy's, and show the
 * same part, only if the same is rounded.
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
    /** By 2, 4 or 8, as a decoder can for each block of 8 pixels; what is left at the end is cut off. */
    JPEG {
        @Override
        double factor(double shrink) {
            return shrink >= 8 ? 8 : shrink >= 4 ? 4 : shrink >= 2 ? 2 : 1;
        }

        @Override
        int side(int length, double factor) {
            return (int) Math.max(1, Math.floor(length / factor));
        }

        @Override
        double pixel(int length, double factor) {
            return factor;
        }

        @Override
        int wholeFactor(double shrink) {
            return (int) factor(shrink);
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

    /** For a still image of a format that is not trimmed. */
    static ShrinkOnLoad of(ImageFormat format) {
        return switch (format) {
            case JPEG -> JPEG;
            case WEBP -> WEBP;
            default -> NONE;
        };
    }

    /** By what an image is shrunk that shall be shrunk by a factor on the side that shrinks less. */
    abstract double factor(double shrink);

    /** How long a side is then. */
    abstract int side(int length, double factor);

    /** By what a decoder shrinks a picture, in both directions, that shall be shrunk by a factor on the side that shrinks less. */
    int wholeFactor(double shrink) {
        return 1;
    }

    /** How many pixels of a side, as long as this when it is not shrunk, became one. */
    double pixel(int length, double factor) {
        return (double) length / side(length, factor);
    }
}
