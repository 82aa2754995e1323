package io.github.imgproxy4j.demo.photos;

/** The small one-dimensional functions every scene is made of. */
final class Curves {

    private Curves() {}

    static double clamp(double value) {
        return Math.max(0, Math.min(1, value));
    }

    static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }

    /** 0 up to {@code low}, 1 from {@code high}, smooth between; falls when {@code low > high}. */
    static double smooth(double low, double high, double value) {
        double t = clamp((value - low) / (high - low));
        return t * t * (3 - 2 * t);
    }

    static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }

    static double square(double value) {
        return value * value;
    }

    /** A bell of height 1 around 0. */
    static double bell(double value, double width) {
        return Math.exp(-square(value / width));
    }
}
