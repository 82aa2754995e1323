package io.github.imgproxy4j.demo.photos;

import java.util.Random;

/** Seeded gradient noise in two and three dimensions, and the sums of it that look like nature. */
final class Noise {

    private static final double TURN_COS = Math.cos(0.61);
    private static final double TURN_SIN = Math.sin(0.61);

    private final int seed;
    private final double[] gradientX = new double[256];
    private final double[] gradientY = new double[256];
    private final double[] gradientZ = new double[256];

    Noise(int seed) {
        this.seed = seed * 0x2c1b3c6d;
        Random random = new Random(seed);
        for (int i = 0; i < 256; i++) {
            double height = 2 * random.nextDouble() - 1;
            double angle = 2 * Math.PI * random.nextDouble();
            double radius = Math.sqrt(1 - height * height);
            gradientX[i] = radius * Math.cos(angle);
            gradientY[i] = radius * Math.sin(angle);
            gradientZ[i] = height;
        }
    }

    private int hash(int x, int y, int z) {
        int h = seed + x * 0x27d4eb2f + y * 0x165667b1 + z * 0x3c6ef372;
        h = (h ^ h >>> 15) * 0x2c1b3c6d;
        h = (h ^ h >>> 12) * 0x297a2d39;
        return h ^ h >>> 15;
    }

    /** A number in [0, 1) that belongs to the lattice point. */
    double random(int x, int y, int channel) {
        return (hash(x, y, channel) >>> 8) / 16777216.0;
    }

    /** Plane noise, about [-1, 1]. */
    double at(double x, double y) {
        double floorX = Math.floor(x);
        double floorY = Math.floor(y);
        int ix = (int) floorX;
        int iy = (int) floorY;
        double fx = x - floorX;
        double fy = y - floorY;
        double a = corner(ix, iy, fx, fy);
        double b = corner(ix + 1, iy, fx - 1, fy);
        double c = corner(ix, iy + 1, fx, fy - 1);
        double d = corner(ix + 1, iy + 1, fx - 1, fy - 1);
        double sx = fade(fx);
        double sy = fade(fy);
        double low = a + (b - a) * sx;
        double high = c + (d - c) * sx;
        return 1.9 * (low + (high - low) * sy);
    }

    /** Space noise, about [-1, 1]. */
    double at(double x, double y, double z) {
        double floorX = Math.floor(x);
        double floorY = Math.floor(y);
        double floorZ = Math.floor(z);
        int ix = (int) floorX;
        int iy = (int) floorY;
        int iz = (int) floorZ;
        double fx = x - floorX;
        double fy = y - floorY;
        double fz = z - floorZ;
        double sx = fade(fx);
        double sy = fade(fy);
        double near = slice(ix, iy, iz, fx, fy, fz, sx, sy);
        double far = slice(ix, iy, iz + 1, fx, fy, fz - 1, sx, sy);
        return 1.6 * (near + (far - near) * fade(fz));
    }

    private double slice(int ix, int iy, int iz, double fx, double fy, double fz, double sx, double sy) {
        double a = corner(ix, iy, iz, fx, fy, fz);
        double b = corner(ix + 1, iy, iz, fx - 1, fy, fz);
        double c = corner(ix, iy + 1, iz, fx, fy - 1, fz);
        double d = corner(ix + 1, iy + 1, iz, fx - 1, fy - 1, fz);
        double low = a + (b - a) * sx;
        double high = c + (d - c) * sx;
        return low + (high - low) * sy;
    }

    private double corner(int ix, int iy, double fx, double fy) {
        int i = hash(ix, iy, 0) & 255;
        return gradientX[i] * fx + gradientY[i] * fy;
    }

    private double corner(int ix, int iy, int iz, double fx, double fy, double fz) {
        int i = hash(ix, iy, iz) & 255;
        return gradientX[i] * fx + gradientY[i] * fy + gradientZ[i] * fz;
    }

    private static double fade(double t) {
        return t * t * t * (t * (t * 6 - 15) + 10);
    }

    /** Fractal noise: each octave twice as fine and half as strong. */
    double fractal(double x, double y, int octaves) {
        double sum = 0;
        double weight = 0.5;
        double px = x;
        double py = y;
        for (int i = 0; i < octaves; i++) {
            sum += weight * at(px, py);
            weight *= 0.5;
            double turned = 2.03 * (TURN_COS * px - TURN_SIN * py) + 17.3;
            py = 2.03 * (TURN_SIN * px + TURN_COS * py) - 9.1;
            px = turned;
        }
        return sum;
    }

    double fractal(double x, double y, double z, int octaves) {
        double sum = 0;
        double weight = 0.5;
        double px = x;
        double py = y;
        double pz = z;
        for (int i = 0; i < octaves; i++) {
            sum += weight * at(px, py, pz);
            weight *= 0.5;
            double turned = 2.03 * (TURN_COS * px - TURN_SIN * pz) + 11.7;
            pz = 2.03 * (TURN_SIN * px + TURN_COS * pz) - 5.3;
            py = py * 2.03 + 3.9;
            px = turned;
        }
        return sum;
    }

    /** Sharp crests, in [0, 1]: mountain chains, wave tops. */
    double ridges(double x, double y, int octaves) {
        double sum = 0;
        double weight = 0.5;
        double previous = 1;
        double px = x;
        double py = y;
        for (int i = 0; i < octaves; i++) {
            double crest = 1 - Math.min(1, Math.abs(at(px, py)));
            crest *= crest;
            sum += weight * crest * previous;
            previous = Math.min(1, 0.25 + crest);
            weight *= 0.5;
            double turned = 2.03 * (TURN_COS * px - TURN_SIN * py) + 17.3;
            py = 2.03 * (TURN_SIN * px + TURN_COS * py) - 9.1;
            px = turned;
        }
        return sum;
    }

    /** The nearest scattered point: where it is, which it is, and how much nearer than the second. */
    Cell cell(double x, double y) {
        int ix = (int) Math.floor(x);
        int iy = (int) Math.floor(y);
        double first = 9;
        double second = 9;
        double bestX = 0;
        double bestY = 0;
        int id = 0;
        for (int cy = iy - 1; cy <= iy + 1; cy++) {
            for (int cx = ix - 1; cx <= ix + 1; cx++) {
                double dx = cx + 0.1 + 0.8 * random(cx, cy, 1) - x;
                double dy = cy + 0.1 + 0.8 * random(cx, cy, 2) - y;
                double distance = dx * dx + dy * dy;
                if (distance < first) {
                    second = first;
                    first = distance;
                    bestX = dx;
                    bestY = dy;
                    id = hash(cx, cy, 3);
                } else if (distance < second) {
                    second = distance;
                }
            }
        }
        return new Cell(bestX, bestY, Math.sqrt(first), Math.sqrt(second), id);
    }

    /** One cell of scattered points, seen from a place: the way to its point, both distances, a hash. */
    record Cell(double dx, double dy, double first, double second, int id) {

        /** Nothing on the border to the next cell, more inside. */
        double gap() {
            return second - first;
        }

        /** A number in [0, 1) that belongs to the cell. */
        double random(int channel) {
            int h = (id ^ channel * 0x27d4eb2f) * 0x2c1b3c6d;
            h = (h ^ h >>> 13) * 0x297a2d39;
            return ((h ^ h >>> 16) >>> 8) / 16777216.0;
        }
    }
}
