package io.github.imgproxy4j.demo.photos;

/** One daisy head: two rings of ribbed petals around a disc of florets. */
final class Daisy {

    private static final Noise NOISE = new Noise(44);
    private static final int PETALS = 19;

    private Daisy() {}

    /** Draws it at (u, v) with the given radius, seen so flat (1 is from straight above). */
    static void draw(Film film, double u, double v, double radius, double flat, int seed) {
        double unit = Math.min(film.width, film.height) / 2.0;
        stem(film, u, v, radius, unit);
        int reach = (int) (radius * unit * 1.15);
        int cx = (int) (u * unit + film.width / 2.0);
        int cy = (int) (film.height / 2.0 - v * unit);
        for (int y = cy - reach; y <= cy + reach; y++) {
            for (int x = cx - reach; x <= cx + reach; x++) {
                Vec sum = Vec.ZERO;
                double cover = 0;
                for (int s = 0; s < 4; s++) {
                    int row = s / 2;
                    double px = (x - cx + (s % 2) * 0.5) / (radius * unit);
                    double py = (cy - y + row * 0.5) / (radius * unit) / flat;
                    Vec colour = at(px, py, seed);
                    if (colour != null) {
                        sum = sum.plus(colour);
                        cover++;
                    }
                }
                if (cover > 0) {
                    film.over(x, y, sum.times(1 / cover), cover / 4);
                }
            }
        }
    }

    private static void stem(Film film, double u, double v, double radius, double unit) {
        for (double t = 0; t < 1.9; t += 0.6 / unit) {
            double x = (u + 0.06 * t * t - 0.02) * unit + film.width / 2.0;
            double y = film.height / 2.0 - (v - t) * unit;
            double half = radius * 0.055 * unit;
            for (double k = -half - 1; k <= half + 1; k++) {
                double round = Math.sqrt(Math.max(0, 1 - Curves.square(k / half)));
                Vec tint = Vec.rgb(0x55802a).times(0.3 + 0.6 * round - 0.3 * k / half);
                film.over((int) (x + k), (int) y, tint, Curves.clamp(half + 1 - Math.abs(k)));
            }
        }
    }

    private static Vec at(double x, double y, int seed) {
        double r = Math.hypot(x, y);
        double centre = 0.27;
        if (r < centre) {
            return disc(x, y, r / centre);
        }
        if (r > 1.12) {
            return null;
        }
        double angle = Math.atan2(y, x);
        for (int ring = 0; ring < 2; ring++) {
            double step = 2 * Math.PI / PETALS;
            int near = (int) Math.round((angle - ring * step / 2) / step);
            for (int k = 0; k < 3; k++) {
                int i = near + (k == 0 ? 0 : k == 1 ? 1 : -1);
                int petal = Math.floorMod(i, PETALS);
                double axis = i * step + ring * step / 2 + 0.16 * (NOISE.random(petal, ring, seed) - 0.5);
                Vec colour = petal(r, angle - axis, axis, petal, ring, seed);
                if (colour != null) {
                    return colour;
                }
            }
        }
        return null;
    }

    private static Vec petal(double r, double off, double axis, int petal, int ring, int seed) {
        double length = 0.88 + 0.18 * NOISE.random(petal, ring + 4, seed);
        double along = r * Math.cos(off) / length;
        double across = r * Math.sin(off) + 0.03 * Math.sin(along * 3 + petal * 2.1);
        if (along > 1 || along < 0) {
            return null;
        }
        double notch = 1 - 0.03 * Math.cos(across * 90);
        double wide = 0.128 * Math.pow(along, 0.55) * Math.pow(Math.max(0, 1 - Math.pow(along / notch, 7)), 0.5);
        double side = across / Math.max(1e-6, wide);
        if (Math.abs(side) > 1) {
            return null;
        }
        double ribs = 1 - 0.05 * Math.cos(side * 11) - 0.04 * Math.abs(NOISE.at(across * 110, along * 5 + petal));
        double cup = 1 - 0.24 * side * side * side * side;
        double sun = 0.83 + 0.17 * Math.cos(axis - 2.1) + 0.1 * side * Math.sin(axis - 2.1);
        double under = ring == 0 ? 1 : 0.76;
        double base = Curves.smooth(0.24, 0.5, along);
        double tip = 1 - 0.14 * Curves.smooth(0.75, 1, along);
        Vec white = new Vec(1, 0.985, 0.95).mix(new Vec(0.86, 0.9, 1), Curves.clamp(1 - sun) * 1.5);
        Vec colour = white.mix(Vec.rgb(0xc9cf8a), (1 - base) * 0.7);
        return colour.times(1.5 * ribs * cup * sun * under * tip * (0.5 + 0.5 * base));
    }

    private static Vec disc(double x, double y, double r) {
        Noise.Cell floret = NOISE.cell(x * 62 / (1 + 0.25 * r), y * 62 / (1 + 0.25 * r));
        double round = Math.max(0, 1 - floret.first() * 1.5);
        double shade = Curves.clamp(0.55 + 0.5 * (floret.dx() * 0.6 - floret.dy() * 0.8)) * (0.45 + 0.75 * round);
        double dome = 0.85 - 0.55 * r * r * (0.6 + 0.4 * (x * 0.7 - y * 0.9) / 0.27) + 0.16 * y / 0.27;
        Vec tint = Vec.rgb(0xc7a92a).mix(Vec.rgb(0xf6b911), Curves.smooth(0.2, 0.6, r));
        tint = tint.mix(Vec.rgb(0xd9860f), Curves.smooth(0.75, 1, r));
        return tint.times(1.9 * shade * dome * (0.8 + 0.3 * floret.random(1)));
    }
}
