package io.github.imgproxy4j.demo.photos;

/** A hot-air balloon: an envelope of coloured gores, lines, and a basket. */
record Balloon(int seed, Vec sun, Vec sunlight, Vec ambient) {

    private static final int GORES = 24;
    private static final int[][] PALETTES = {
        {0xc8322b, 0xf2b63c, 0xf4ead6}, {0x1f5fa8, 0xf4ead6, 0xe2572b}, {0x2c7d55, 0xf0d34e, 0xf4ead6},
        {0x7b2f86, 0xf08a3c, 0xf6d9a8}, {0xd9612a, 0x253f7c, 0xf4ead6}, {0xc22f34, 0x27457f, 0xf3c64a}
    };

    /** Draws it with the envelope's centre at (u, v) and the given radius, in so much haze. */
    void draw(Film film, double u, double v, double radius, Vec haze, double thickness) {
        double half = Math.min(film.width, film.height) / 2.0;
        int left = (int) Math.floor((u - radius * 1.1) * half + film.width / 2.0);
        int right = (int) Math.ceil((u + radius * 1.1) * half + film.width / 2.0);
        int top = (int) Math.floor(film.height / 2.0 - (v + radius * 1.1) * half);
        int bottom = (int) Math.ceil(film.height / 2.0 - (v - radius * 2.1) * half);
        for (int y = Math.max(0, top); y < Math.min(film.height, bottom); y++) {
            for (int x = Math.max(0, left); x < Math.min(film.width, right); x++) {
                Vec sum = Vec.ZERO;
                double cover = 0;
                for (int s = 0; s < 9; s++) {
                    int row = s / 3;
                    double px = ((x + (s % 3 + 0.5) / 3 - film.width / 2.0) / half - u) / radius;
                    double py = ((film.height / 2.0 - y - (row + 0.5) / 3) / half - v) / radius;
                    Vec colour = at(px, py);
                    if (colour != null) {
                        sum = sum.plus(colour);
                        cover++;
                    }
                }
                if (cover > 0) {
                    film.over(x, y, sum.times(1 / cover).mix(haze, thickness), cover / 9);
                }
            }
        }
    }

    /** How wide the envelope is at a height, 0 outside. */
    private static double girth(double y) {
        if (y > 1 || y < -1.32) {
            return 0;
        }
        return y > 0 ? Math.sqrt(1 - y * y) : 0.24 + 0.76 * Math.pow(Math.cos(-y / 1.32 * Math.PI / 2), 0.8);
    }

    private Vec at(double x, double y) {
        double wide = girth(y);
        if (Math.abs(x) < wide) {
            return envelope(x, y, wide);
        }
        if (y < -1.62 && y > -1.86 && Math.abs(x) < 0.15 - 0.04 * (-1.62 - y)) {
            double weave = 0.75 + 0.25 * Math.sin(x * 160) * Math.sin(y * 130);
            double light = 0.5 + 0.5 * Curves.clamp(0.5 + x * 3 * Math.signum(sun.x()));
            double rim = y > -1.66 ? 0.4 : 1;
            return Vec.rgb(0x8a5f38)
                    .times(sunlight.times(0.3 * light).plus(ambient))
                    .times(weave * rim);
        }
        if (y <= -1.3 && y > -1.64) {
            double t = (-1.3 - y) / 0.34;
            double line = Curves.mix(0.235, 0.13, t);
            if (Math.abs(Math.abs(x) - line) < 0.008 || Math.abs(Math.abs(x) - line * 0.4) < 0.006) {
                return ambient.times(0.25);
            }
            if (y < -1.46 && Math.abs(x) < 0.03) {
                return Vec.grey(0.1);
            }
        }
        return null;
    }

    private Vec envelope(double x, double y, double wide) {
        double across = Curves.clamp(x / wide, -1, 1);
        double angle = Math.asin(across) + 0.13 + seed;
        double gore = angle / (2 * Math.PI) * GORES;
        double in = gore - Math.floor(gore);
        int number = Math.floorMod((int) Math.floor(gore), GORES);
        double bulge = Math.sin(Math.PI * in);
        double slope = (girth(y - 0.01) - girth(y + 0.01)) / 0.02;
        double turned = Math.asin(across) + (in - 0.5) * 0.28;
        Vec normal = new Vec(Math.sin(turned), slope * 0.9, -Math.cos(turned)).unit();
        double light = Math.max(0, normal.dot(sun));
        double through = 0.22 * Math.max(0, -normal.dot(sun)) + 0.08;
        Vec lit = sunlight.times(light + through).plus(ambient, 0.75 + 0.25 * normal.y());
        double seam = Curves.smooth(0, 0.07, Math.min(in, 1 - in)) * 0.45 + 0.55;
        double crease = 1 - 0.1 * Math.sin(y * 38) * Math.sin(y * 38) * bulge * Curves.smooth(0.9, 0.2, Math.abs(y));
        return pattern(number, y).times(lit).times(seam * crease * 0.85);
    }

    private Vec pattern(int gore, double y) {
        int[] palette = PALETTES[seed % PALETTES.length];
        int index = switch (seed % 3) {
            case 0 -> Math.floorMod(gore + (int) Math.floor(y * 5 + 20), 6) / 2;
            case 1 -> gore % 2 == 0 ? 0 : Math.abs(y) < 0.35 ? 2 : 1;
            default -> Math.abs(y + (gore % 2) * 0.12) < 0.3 ? 1 : y > 0.75 || y < -0.95 ? 2 : 0;
        };
        return Vec.rgb(palette[index]);
    }
}
