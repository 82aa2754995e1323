package io.github.imgproxy4j.demo.photos;

import java.util.Arrays;

/**
 * Photographs land, water and sky. Columns of the picture are vertical planes, so each row can go on where the row below
 * met the ground.
 */
final class Landscape {

    private static final double FAR = 90;

    final HeightField land;
    final Sky sky;
    Vec eye = Vec.ZERO;
    double yaw;
    double tilt;
    double field = 0.5;
    int rows = 2;
    Surface surface = (at, normal, distance) -> Vec.grey(0.3);
    Vec ambient = Vec.grey(0.3);
    double haze = 0.02;
    double hazeFade = 0.3;
    Vec hazeTint = Vec.ONE;
    double fog;
    double fogFade = 4;
    boolean water;
    double ripples = 0.02;
    double rippleSize = 0.05;
    Vec depths = Vec.rgb(0x0a2a33);
    double foam;
    Overlay overlay = (direction, base) -> base;
    private final Noise noise = new Noise(909);

    Landscape(HeightField land, Sky sky) {
        this.land = land;
        this.sky = sky;
    }

    /** What the ground is made of. */
    @FunctionalInterface
    interface Surface {
        Vec albedo(Vec at, Vec normal, double distance);

        /** The fine relief the grid is too coarse for. */
        default Vec relief(Vec at, Vec normal, double distance) {
            return normal;
        }
    }

    /** What hangs in the sky besides clouds: stars, a moon, northern lights. */
    @FunctionalInterface
    interface Overlay {
        Vec colour(Vec direction, Vec base);
    }

    Film shoot(int width, int height) {
        Film film = new Film(width, height);
        double half = Math.min(width, height) / 2.0;
        double forwardX = Math.sin(yaw);
        double forwardZ = Math.cos(yaw);
        Vec[] sums = new Vec[height];
        for (int x = 0; x < width; x++) {
            Arrays.fill(sums, Vec.ZERO);
            double u = (x + 0.5 - width / 2.0) / half * field;
            double dx = forwardX + forwardZ * u;
            double dz = forwardZ - forwardX * u;
            double reached = 0.002;
            for (int row = height * rows - 1; row >= 0; row--) {
                double slope = ((height / 2.0 - (row + 0.5) / rows) / half + tilt) * field;
                reached = meet(eye, dx, slope, dz, reached, 0.0014);
                int y = row / rows;
                sums[y] = sums[y].plus(seen(new Vec(dx, slope, dz), reached));
            }
            for (int y = 0; y < height; y++) {
                film.set(x, y, sums[y].times(1.0 / rows));
            }
        }
        return film;
    }

    /** How far along the ray the ground is, or {@link #FAR}. */
    private double meet(Vec from, double dx, double dy, double dz, double start, double stride) {
        double t = start;
        double before = t;
        double clearBefore = 1e-6;
        while (t < FAR) {
            double y = from.y() + dy * t;
            if (water && y < 0 && dy < 0) {
                return Math.max(start, -from.y() / dy);
            }
            double clear = y - land.at(from.x() + dx * t, from.z() + dz * t);
            if (clear < 0) {
                return before + (t - before) * clearBefore / (clearBefore - clear);
            }
            before = t;
            clearBefore = clear;
            t += Math.max(t * stride, clear * 0.1);
        }
        return FAR;
    }

    private Vec seen(Vec ray, double t) {
        Vec direction = ray.unit();
        if (water && ray.y() < 0) {
            double surfaceAt = -eye.y() / ray.y();
            if (surfaceAt <= t + 1e-6 && surfaceAt < FAR) {
                Vec at = eye.plus(ray, surfaceAt);
                return hazed(waterColour(at, direction, surfaceAt), eye, at, direction, surfaceAt);
            }
        }
        if (t >= FAR) {
            return overlay.colour(direction, sky.colour(direction));
        }
        Vec at = eye.plus(ray, t);
        return hazed(ground(at, t), eye, at, direction, t);
    }

    private Vec waterColour(Vec at, Vec direction, double t) {
        double size = 1 / rippleSize;
        double calm = ripples / (1 + t * 0.2);
        double e = 0.35 * rippleSize;
        double middle = noise.fractal(at.x() * size, at.z() * size * 1.6, 4);
        double slopeX = (noise.fractal((at.x() + e) * size, at.z() * size * 1.6, 4) - middle) / 0.35;
        double slopeZ = (noise.fractal(at.x() * size, (at.z() + e) * size * 1.6, 4) - middle) / 0.35;
        double gusts = 0.35 + Curves.smooth(-0.3, 0.4, noise.fractal(at.x() * size * 0.04, at.z() * size * 0.12, 3));
        Vec normal = new Vec(-slopeX * calm * gusts, 1, -slopeZ * calm * gusts).unit();
        Vec mirrored = direction.reflect(normal);
        mirrored = new Vec(mirrored.x(), Math.max(0.002, mirrored.y()), mirrored.z()).unit();
        double hit = meet(at, mirrored.x(), mirrored.y(), mirrored.z(), 0.004, 0.008);
        Vec image;
        if (hit >= FAR) {
            image = overlay.colour(mirrored, sky.colour(mirrored));
        } else {
            Vec there = at.plus(mirrored, hit);
            image = hazed(ground(there, t + hit), at, there, mirrored, hit);
        }
        double fresnel = 0.03 + 0.97 * Math.pow(1 - Math.max(0, -direction.dot(normal)), 5);
        Vec colour = depths.times(ambient.plus(sky.sunlight, 0.25)).mix(image, fresnel);
        if (foam > 0) {
            double below = -land.at(at.x(), at.z());
            double surf = foam
                    * Math.exp(-below / 0.006)
                    * Curves.smooth(-0.15, 0.35, noise.fractal(at.x() * size * 0.7, at.z() * size * 0.7, 5));
            Vec lit = ambient.plus(sky.sunlight, 0.35);
            colour = colour.mix(lit.times(0.8), Curves.clamp(surf));
            colour = colour.plus(lit.times(Vec.rgb(0x1d6b6b)), 0.35 * Math.exp(-below / 0.03));
        }
        return colour;
    }

    private Vec ground(Vec at, double t) {
        Vec normal = land.normal(at.x(), at.z(), t * 0.0006);
        normal = surface.relief(at, normal, t);
        double light = Math.max(0, normal.dot(sky.sun));
        if (light > 0) {
            light *= shadow(at);
        }
        double open = 0.55 + 0.45 * normal.y();
        double back = 0.12 * Math.max(0, -normal.x() * sky.sun.x() - normal.z() * sky.sun.z());
        Vec lit = sky.sunlight.times(light).plus(ambient, open).plus(sky.sunlight, back * 0.3);
        return surface.albedo(at, normal, t).times(lit);
    }

    private double shadow(Vec at) {
        double open = 1;
        double t = land.cell() * 1.5;
        for (int i = 0; i < 44 && t < 12; i++) {
            double y = at.y() + sky.sun.y() * t;
            double clear = y - land.at(at.x() + sky.sun.x() * t, at.z() + sky.sun.z() * t) + land.cell() * 0.4;
            open = Math.min(open, 0.5 + clear / t * 16);
            if (open <= 0) {
                return 0;
            }
            t += Math.max(land.cell(), t * 0.11);
        }
        return Curves.smooth(0, 1, open);
    }

    private Vec hazed(Vec colour, Vec from, Vec at, Vec direction, double t) {
        double thick = haze * t * layer(from.y(), at.y(), hazeFade);
        if (fog > 0) {
            double drift = 0.8 + 0.9 * noise.fractal(at.x() * 1.2, at.z() * 1.2 + at.y() * 3, 4);
            thick += fog * t * layer(from.y(), at.y(), fogFade) * Math.max(0.1, drift);
        }
        double keep = Math.exp(-thick);
        Vec level = new Vec(direction.x(), Math.max(0.015, direction.y()), direction.z());
        return sky.clear(level).times(hazeTint).mix(colour, keep);
    }

    /** The mean of {@code exp(-fade * height)} between two heights. */
    private static double layer(double a, double b, double fade) {
        double rise = (b - a) * fade;
        if (Math.abs(rise) < 1e-4) {
            return Math.exp(-fade * a);
        }
        return Math.exp(-fade * a) * (1 - Math.exp(-rise)) / rise;
    }
}
