package io.github.imgproxy4j.demo.photos;

import java.util.Random;

/** A square of land: heights on a grid, read smoothly at any place. */
final class HeightField {

    final int size;
    final double extent;
    private final float[] heights;

    private HeightField(int size, double extent) {
        this.size = size;
        this.extent = extent;
        heights = new float[size * size];
    }

    /** A height for a place. */
    @FunctionalInterface
    interface Shape {
        double height(double x, double z);
    }

    static HeightField of(int size, double extent, Shape shape) {
        HeightField field = new HeightField(size, extent);
        double cell = field.cell();
        for (int j = 0; j < size; j++) {
            for (int i = 0; i < size; i++) {
                field.heights[j * size + i] = (float) shape.height(i * cell, j * cell);
            }
        }
        return field;
    }

    double cell() {
        return extent / (size - 1);
    }

    double at(double x, double z) {
        double gx = folded(x / extent) * (size - 1);
        double gz = folded(z / extent) * (size - 1);
        int i = (int) gx;
        int j = (int) gz;
        double fx = gx - i;
        double fz = gz - j;
        int at = j * size + i;
        double near = heights[at] + (heights[at + 1] - heights[at]) * fx;
        double far = heights[at + size] + (heights[at + size + 1] - heights[at + size]) * fx;
        return near + (far - near) * fz;
    }

    /** Beyond the border the land goes on as its own mirror image. */
    private static double folded(double share) {
        if (share >= 0 && share < 1) {
            return share;
        }
        double turn = share - 2 * Math.floor(share / 2);
        return Math.min(turn < 1 ? turn : 2 - turn, 0.999999);
    }

    Vec normal(double x, double z, double reach) {
        double r = Math.max(reach, cell());
        return new Vec(at(x - r, z) - at(x + r, z), 2 * r, at(x, z - r) - at(x, z + r)).unit();
    }

    /** The same land on a finer grid, with cubic interpolation and the given detail added. */
    HeightField refined(int newSize, Shape detail) {
        return of(newSize, extent, (x, z) -> cubic(x, z) + detail.height(x, z));
    }

    private double cubic(double x, double z) {
        double gx = Curves.clamp(x / extent * (size - 1), 1, size - 2.001);
        double gz = Curves.clamp(z / extent * (size - 1), 1, size - 2.001);
        int i = Math.min((int) gx, size - 3);
        int j = Math.min((int) gz, size - 3);
        double[] rows = new double[4];
        for (int k = 0; k < 4; k++) {
            int at = (j + k - 1) * size + i;
            rows[k] = spline(heights[at - 1], heights[at], heights[at + 1], heights[at + 2], gx - i);
        }
        return spline(rows[0], rows[1], rows[2], rows[3], gz - j);
    }

    private static double spline(double a, double b, double c, double d, double t) {
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    }

    /** Lets everything steeper than {@code talus} slide down to its lowest neighbour. */
    HeightField slumped(int rounds, double talus) {
        double limit = talus * cell();
        int[] around = {-1, 1, -size, size};
        for (int round = 0; round < rounds; round++) {
            for (int at = size + 1; at < size * (size - 1) - 1; at++) {
                int lowest = at;
                for (int step : around) {
                    lowest = heights[at + step] < heights[lowest] ? at + step : lowest;
                }
                double excess = heights[at] - heights[lowest] - limit;
                if (excess > 0) {
                    heights[at] -= (float) (excess * 0.4);
                    heights[lowest] += (float) (excess * 0.4);
                }
            }
        }
        return this;
    }

    /** Lets rain drops run downhill: they dig where they are fast and drop their load where slow. */
    HeightField eroded(int drops, double hardness) {
        Random random = new Random(5);
        for (int drop = 0; drop < drops; drop++) {
            run(1 + random.nextDouble() * (size - 3), 1 + random.nextDouble() * (size - 3), hardness);
        }
        return this;
    }

    private void run(double startX, double startZ, double hardness) {
        double scale = 1 / cell();
        double x = startX;
        double z = startZ;
        double directionX = 0;
        double directionZ = 0;
        double speed = 1;
        double water = 1;
        double load = 0;
        for (int step = 0; step < 48; step++) {
            int i = (int) x;
            int j = (int) z;
            double fx = x - i;
            double fz = z - j;
            int at = j * size + i;
            double a = heights[at] * scale;
            double b = heights[at + 1] * scale;
            double c = heights[at + size] * scale;
            double d = heights[at + size + 1] * scale;
            double slopeX = (b - a) * (1 - fz) + (d - c) * fz;
            double slopeZ = (c - a) * (1 - fx) + (d - b) * fx;
            directionX = directionX * 0.1 - slopeX * 0.9;
            directionZ = directionZ * 0.1 - slopeZ * 0.9;
            double length = Math.hypot(directionX, directionZ);
            if (length < 1e-9) {
                return;
            }
            directionX /= length;
            directionZ /= length;
            x += directionX;
            z += directionZ;
            if (x < 1 || z < 1 || x >= size - 2 || z >= size - 2) {
                return;
            }
            double here = a * (1 - fx) * (1 - fz) + b * fx * (1 - fz) + c * (1 - fx) * fz + d * fx * fz;
            double drop = at(x / scale, z / scale) * scale - here;
            double capacity = Math.max(-drop, 0.01) * speed * water * 4;
            if (load > capacity || drop > 0) {
                double laid = drop > 0 ? Math.min(drop, load) : (load - capacity) * 0.3;
                load -= laid;
                put(at, fx, fz, laid / scale);
            } else {
                double dug = Math.min((capacity - load) * hardness, -drop);
                load += dug;
                dig(i, j, dug / scale);
            }
            speed = Math.sqrt(Math.max(0.01, speed * speed - drop * 0.9));
            water *= 0.98;
        }
    }

    private void put(int at, double fx, double fz, double amount) {
        heights[at] += (float) (amount * (1 - fx) * (1 - fz));
        heights[at + 1] += (float) (amount * fx * (1 - fz));
        heights[at + size] += (float) (amount * (1 - fx) * fz);
        heights[at + size + 1] += (float) (amount * fx * fz);
    }

    private void dig(int i, int j, double amount) {
        for (int dz = -1; dz <= 1; dz++) {
            for (int dx = -1; dx <= 1; dx++) {
                double share = dx == 0 && dz == 0 ? 0.25 : dx == 0 || dz == 0 ? 0.12 : 0.0675;
                heights[(j + dz) * size + i + dx] -= (float) (amount * share);
            }
        }
    }
}
