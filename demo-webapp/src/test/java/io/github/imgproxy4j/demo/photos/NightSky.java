package io.github.imgproxy4j.demo.photos;

/** Stars, the galaxy's band, and northern lights, by direction. */
final class NightSky {

    private static final Vec BAND_POLE = new Vec(0.78, 0.42, -0.32).unit();
    private static final Vec BAND_CORE = new Vec(0.12, 0.42, 1).unit();

    private final Noise noise;

    NightSky(int seed) {
        noise = new Noise(seed);
    }

    /** Points of light of every size; {@code density} is the share of sky cells that hold one. */
    Vec stars(Vec direction, double density) {
        Vec sum = Vec.ZERO;
        double size = 55;
        for (int layer = 0; layer < 3; layer++) {
            double a = Math.atan2(direction.x(), direction.z()) * size;
            double b = Math.asin(Curves.clamp(direction.y(), -1, 1)) * size;
            Noise.Cell cell = noise.cell(a + layer * 31, b);
            if (cell.random(layer) < density) {
                double power = Math.pow(cell.random(4), 9) * (layer == 0 ? 6 : 2) + 0.03;
                double heat = cell.random(5);
                Vec tint = new Vec(1, 0.82, 0.62).mix(new Vec(0.72, 0.84, 1.15), heat);
                double sharp = cell.first() / size * 1300;
                sum = sum.plus(tint, power * Math.exp(-sharp * sharp));
            }
            size *= 2.1;
        }
        return sum;
    }

    Vec milkyWay(Vec direction, Vec base) {
        double off = direction.dot(BAND_POLE);
        double core = Math.max(0, direction.dot(BAND_CORE));
        Vec p = direction.times(3.2);
        double clouds = noise.fractal(p.x(), p.y(), p.z(), 6);
        double width = 0.16 + 0.12 * Math.pow(core, 6) + 0.07 * clouds;
        double band = Math.exp(-off * off / (width * width));
        double mottled = band * Curves.clamp(0.55 + 1.1 * noise.fractal(p.x() * 2 + 7, p.y() * 2, p.z() * 2, 6));
        double lane = Curves.bell(off + 0.07 * noise.fractal(p.x() * 1.5, p.y() * 1.5 + 9, p.z() * 1.5, 5), 0.055);
        double dust = lane * Curves.smooth(-0.28, 0.3, noise.fractal(p.x() * 2.2 + 3, p.y() * 2.2, p.z() * 2.2, 6));
        double light = mottled * (1 - 0.92 * dust) * (0.4 + 0.9 * Math.pow(core, 5));
        Vec tint = new Vec(0.42, 0.46, 0.62).mix(new Vec(0.95, 0.7, 0.52), Math.pow(core, 8));
        double nebula = Math.max(0, noise.fractal(p.x() * 5 + 3, p.y() * 5, p.z() * 5, 4) - 0.22) * band;
        Vec sky = base.plus(tint, light * 0.36).plus(new Vec(0.9, 0.16, 0.3), nebula * 0.5);
        double fade = Curves.smooth(0.02, 0.25, direction.y());
        return sky.plus(stars(direction, 0.25 + 0.5 * band), fade);
    }

    Vec aurora(Vec direction, Vec base) {
        Vec sky = base.plus(stars(direction, 0.22), Curves.smooth(0.03, 0.2, direction.y()));
        if (direction.y() < 0.02) {
            return sky;
        }
        Vec glow = Vec.ZERO;
        int steps = 18;
        double jitter = noise.random((int) (direction.x() * 40_000), (int) (direction.y() * 40_000), 9);
        for (int i = 0; i < steps; i++) {
            double level = 0.55 + 1.25 * (i + jitter) / steps;
            double x = direction.x() / direction.y() * level;
            double z = direction.z() / direction.y() * level;
            double bend = 1.1 * noise.fractal(x * 0.32, z * 0.22, 2);
            double curtain = 0;
            for (int c = 0; c < 3; c++) {
                double line = z - 2.1 - c * 1.9 + bend * (1.3 + 0.5 * c) + 0.35 * x * (c - 0.7);
                curtain += Math.exp(-Math.abs(line) * 13) * (0.4 + 0.6 * noise.random(c, 1, 1));
            }
            double folds = 0.35 + 0.65 * Curves.clamp(0.5 + 1.2 * noise.at(x * 5 + bend * 6, z * 1.6));
            double rise = (i + jitter) / steps;
            double power = curtain * folds * Math.exp(-rise * 2.3) * Curves.smooth(-0.02, 0.09, rise);
            Vec tint = new Vec(0.12, 1, 0.42).mix(new Vec(0.62, 0.16, 0.75), Curves.smooth(0.2, 0.85, rise));
            glow = glow.plus(tint, power);
        }
        double far = Math.exp(-0.12 / direction.y());
        return sky.plus(glow, far * 10.5 / steps);
    }
}
