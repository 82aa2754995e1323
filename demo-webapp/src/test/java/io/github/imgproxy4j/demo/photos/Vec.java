package io.github.imgproxy4j.demo.photos;

/** Three numbers: a place, a direction, or a linear colour. */
record Vec(double x, double y, double z) {

    static final Vec ZERO = new Vec(0, 0, 0);
    static final Vec ONE = new Vec(1, 1, 1);
    static final Vec UP = new Vec(0, 1, 0);

    /** The linear colour of a CSS hex triple. */
    static Vec rgb(int hex) {
        return new Vec(linear(hex >> 16 & 255), linear(hex >> 8 & 255), linear(hex & 255));
    }

    static Vec grey(double value) {
        return new Vec(value, value, value);
    }

    private static double linear(int code) {
        return Tone.toLinear(code / 255.0);
    }

    Vec plus(Vec o) {
        return new Vec(x + o.x, y + o.y, z + o.z);
    }

    Vec plus(Vec o, double factor) {
        return new Vec(x + o.x * factor, y + o.y * factor, z + o.z * factor);
    }

    Vec minus(Vec o) {
        return new Vec(x - o.x, y - o.y, z - o.z);
    }

    Vec times(double f) {
        return new Vec(x * f, y * f, z * f);
    }

    Vec times(Vec o) {
        return new Vec(x * o.x, y * o.y, z * o.z);
    }

    double dot(Vec o) {
        return x * o.x + y * o.y + z * o.z;
    }

    Vec cross(Vec o) {
        return new Vec(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
    }

    double length() {
        return Math.sqrt(dot(this));
    }

    Vec unit() {
        return times(1 / length());
    }

    /** This at 0, the other at 1. */
    Vec mix(Vec o, double share) {
        return new Vec(x + (o.x - x) * share, y + (o.y - y) * share, z + (o.z - z) * share);
    }

    /** The direction leaving a mirror whose normal is given. */
    Vec reflect(Vec normal) {
        return plus(normal, -2 * dot(normal));
    }

    double luma() {
        return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    }
}
