package io.github.imgproxy4j.demo.photos;

/** Ridges of conifers, each paler than the one before it. */
final class ForestScenes {

    private static final Noise NOISE = new Noise(29);
    private static final int RIDGES = 9;

    private ForestScenes() {}

    static Film fogLayers(int width, int height) {
        return paint(width, height, Vec.rgb(0xf2e3cf), Vec.rgb(0x9fb6c9), Vec.rgb(0x16241f), new Vec(-0.55, 0.62, 0));
    }

    static Film moonrise(int width, int height) {
        Film film = paint(width, height, Vec.rgb(0x5a6480), Vec.rgb(0x141c33), Vec.rgb(0x04070b), new Vec(9, 9, 0));
        return film.bloom(0.8, 0.02, 0.5);
    }

    private static Film paint(int width, int height, Vec low, Vec high, Vec dark, Vec sun) {
        boolean night = sun.x() > 2;
        NightSky stars = new NightSky(3);
        double unit = Math.min(width, height) / 2.0;
        double[][] tops = new double[RIDGES][width * 2];
        for (int i = 0; i < RIDGES; i++) {
            for (int x = 0; x < width * 2; x++) {
                tops[i][x] = top(i, (x * 0.5 - width / 2.0) / unit);
            }
        }
        return Film.paint(width, height, 2, (u, v) -> {
            int column = Math.max(0, Math.min(width * 2 - 1, (int) Math.round((u * unit + width / 2.0) * 2 - 0.5)));
            double glow = Math.exp(-Math.hypot(u - sun.x(), (v - sun.y()) * 1.2) * 1.1);
            Vec warm = low.plus(Vec.rgb(0xffc98a), glow * 0.9);
            for (int i = RIDGES - 1; i >= 0; i--) {
                double top = tops[i][column];
                if (v < top) {
                    double near = Math.pow(i / (RIDGES - 1.0), 1.35);
                    double depth = ground(i, u) - v + 0.06 * near;
                    double drift = NOISE.fractal(u * 1.3 + i * 7, v * 3.5 + i, 5);
                    double fog = Curves.smooth(0.02, 0.42 + 0.2 * drift, depth) * (0.95 - 0.88 * near)
                            + 0.25 * drift * (1 - near);
                    double texture = 0.75 + 0.5 * NOISE.fractal(u * (14 + 30 * near), v * (20 + 30 * near), 4);
                    Vec tree = dark.mix(high.mix(warm, 0.4), 0.84 * (1 - near)).times(Curves.mix(1, texture, near));
                    return tree.mix(warm.mix(high, 0.25), Curves.clamp(fog));
                }
            }
            Vec sky = warm.mix(high, Curves.smooth(-0.1, 1.1, v + 0.15 * NOISE.fractal(u * 0.6, v * 2, 4)));
            if (night) {
                sky = sky.plus(stars.stars(new Vec(u * 0.5, v * 0.5 + 0.3, 1).unit(), 0.2));
                return moon(u + 0.62, v - 0.5, sky);
            }
            double wisps = Curves.smooth(0.05, 0.5, NOISE.fractal(u * 0.8, v * 3.2 + 4, 6));
            return sky.mix(warm.times(1.08), wisps * 0.5);
        });
    }

    /** The full moon with its seas and rays. */
    private static Vec moon(double u, double v, Vec sky) {
        double size = 0.23;
        double r = Math.hypot(u, v) / size;
        Vec halo = sky.plus(new Vec(0.8, 0.85, 1), 0.16 * Math.exp(-Math.max(0, r - 1) * 1.1));
        if (r > 1.01) {
            return halo;
        }
        double z = Math.sqrt(Math.max(0, 1 - r * r));
        double seas = NOISE.fractal(u / size * 1.3 + 4, v / size * 1.3, z * 1.3, 6);
        double fine = NOISE.fractal(u / size * 7, v / size * 7, z * 7, 5);
        Noise.Cell crater = NOISE.cell(u / size * 4, v / size * 4);
        double ring = Curves.bell(crater.first() - 0.12 - 0.15 * crater.random(1), 0.05) * 0.16;
        double angle = Math.atan2(v / size + 0.55, u / size + 0.12);
        double rays =
                Math.max(0, NOISE.at(angle * 4, 3)) * Math.exp(-Math.hypot(u / size + 0.12, v / size + 0.55) * 2.2);
        double tone = Curves.mix(0.8, 0.36, Curves.smooth(-0.05, 0.22, seas)) + 0.22 * fine + ring + 0.5 * rays;
        Vec lit = new Vec(1.02, 0.98, 0.9).times(tone * 1.15 * (0.72 + 0.28 * z));
        return lit.mix(halo, Curves.smooth(0.985, 1.005, r));
    }

    /** The ground of one ridge, which the fog lies on. */
    private static double ground(int ridge, double u) {
        double near = ridge / (RIDGES - 1.0);
        return 0.42
                - 1.12 * Math.pow(near, 0.85)
                + 0.34 * (1 - 0.35 * near) * NOISE.fractal(u * (0.55 + 0.25 * near) + ridge * 13, ridge * 3.7, 4);
    }

    /** The sky line of one ridge: a slope, and firs of every height on it. */
    private static double top(int ridge, double u) {
        double near = ridge / (RIDGES - 1.0);
        double slope = ground(ridge, u);
        double size = 0.018 + 0.19 * Math.pow(near, 1.9);
        double best = slope;
        double spacing = size * 0.34;
        int index = (int) Math.floor(u / spacing);
        for (int i = index - 3; i <= index + 3; i++) {
            double middle = (i + 0.5 + 0.8 * (NOISE.random(i, ridge, 4) - 0.5)) * spacing;
            double tall = size * (0.45 + 0.75 * NOISE.random(i, ridge, 5));
            double off = Math.abs(u - middle);
            double branch = 0.75 + 0.4 * NOISE.at(u / size * 26, i * 3.1) + 0.25 * NOISE.at(u / size * 70, i);
            double tip = 1 - off / (tall * 0.24 * Math.max(0.3, branch));
            if (tip > 0) {
                best = Math.max(best, slope + tall * tip);
            }
        }
        return best;
    }
}
