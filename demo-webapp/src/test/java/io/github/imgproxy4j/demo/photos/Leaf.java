package io.github.imgproxy4j.demo.photos;

/** One fallen maple leaf: five toothed lobes, their veins, and the colours of October. */
record Leaf(double u, double v, double size, double turn, int id) {

    private static final Noise NOISE = new Noise(27);
    private static final double[] AXES = {0, 0.82, -0.82, 1.75, -1.75};
    private static final double[] LENGTHS = {1, 0.86, 0.86, 0.5, 0.5};
    private static final int[] TINTS = {0xc9381c, 0xe0661a, 0xe89b22, 0xdcb73a, 0x9c2a1a, 0xa8602a, 0xb9862f, 0xd24c1e};

    void draw(Film film, double light) {
        double unit = Math.min(film.width, film.height) / 2.0;
        int reach = (int) (size * unit * 1.35);
        int cx = (int) (u * unit + film.width / 2.0);
        int cy = (int) (film.height / 2.0 - v * unit);
        double pixel = 1 / (size * unit);
        double cos = Math.cos(turn);
        double sin = Math.sin(turn);
        for (int y = cy - reach; y <= cy + reach; y++) {
            for (int x = cx - reach; x <= cx + reach; x++) {
                double dx = (x - cx) * pixel;
                double dy = (cy - y) * pixel;
                double shade = inside((dx - 0.09) * cos + (dy + 0.11) * sin, (dy + 0.11) * cos - (dx - 0.09) * sin);
                double dark = 0.62 * Curves.smooth(-0.13, 0.12, shade);
                if (dark > 0) {
                    film.over(x, y, Vec.ZERO, dark);
                }
                double px = dx * cos + dy * sin;
                double py = dy * cos - dx * sin;
                double in = inside(px, py);
                double stem = stem(px, py);
                double cover = Math.max(Curves.smooth(-pixel, pixel, in), Curves.smooth(pixel, -pixel, stem));
                if (cover > 0) {
                    film.over(x, y, colour(px, py, in, stem).times(light * 1.35), cover);
                }
            }
        }
    }

    private static double stem(double x, double y) {
        return y > -0.15 || y < -0.85 ? 1 : Math.abs(x - 0.12 * Curves.square(y + 0.15)) - 0.014;
    }

    /** Above 0 within the outline, growing inward. */
    private double inside(double x, double y) {
        double wobbleX = x + 0.035 * NOISE.at(x * 3 + id, y * 3);
        double wobbleY = y + 0.2 + 0.035 * NOISE.at(x * 3, y * 3 + id);
        double best = 0.2 - Math.hypot(wobbleX, wobbleY - 0.08);
        for (int i = 0; i < AXES.length; i++) {
            double along = (wobbleX * Math.sin(AXES[i]) + wobbleY * Math.cos(AXES[i])) / LENGTHS[i] / 1.15;
            if (along <= 0 || along >= 1) {
                continue;
            }
            double across = Math.abs(wobbleX * Math.cos(AXES[i]) - wobbleY * Math.sin(AXES[i])) / LENGTHS[i];
            double saw = along * 4.2 - Math.floor(along * 4.2);
            double belly = 0.1 + 0.24 * Math.sin(Math.PI * Math.pow(along, 0.85));
            double wide = belly * (1 - Math.pow(along, 3)) * (0.72 + 0.5 * saw * Curves.smooth(0.25, 0.5, along));
            best = Math.max(best, (wide - across) * LENGTHS[i]);
        }
        return best;
    }

    private Vec colour(double x, double y, double in, double stem) {
        Vec first = Vec.rgb(TINTS[(int) (NOISE.random(id, 1, 1) * TINTS.length)]);
        Vec second = Vec.rgb(TINTS[(int) (NOISE.random(id, 1, 2) * TINTS.length)]);
        double blotch = NOISE.fractal(x * 1.6 + id * 3.7, y * 1.6, 5);
        Vec base = first.mix(second, Curves.smooth(-0.15, 0.35, blotch + 0.25 - in));
        base = base.mix(Vec.rgb(0x5d3315), Curves.smooth(0.14, 0.36, NOISE.fractal(x * 5 + id, y * 5, 4)) * 0.8);
        base = base.mix(Vec.rgb(0x6b3a18), Curves.smooth(0.04, 0, in) * 0.45);
        double vein = 0;
        double relief = 0;
        for (int i = 0; i < AXES.length; i++) {
            double along = (x * Math.sin(AXES[i]) + (y + 0.2) * Math.cos(AXES[i])) / LENGTHS[i];
            double across = (x * Math.cos(AXES[i]) - (y + 0.2) * Math.sin(AXES[i])) / LENGTHS[i];
            if (along > 0 && along < 1.05 && Math.abs(across) < 0.36) {
                vein = Math.max(vein, Curves.bell(across, 0.013 * (1.15 - along)));
                double slanted = (along - Math.abs(across) * 1.15) * 8.5;
                double cycle = slanted - Math.floor(slanted) - 0.5;
                double branch = Curves.bell(cycle, 0.06) * Curves.smooth(0.3, 0.1, Math.abs(across)) * 0.55;
                vein = Math.max(vein, branch * Curves.smooth(0, 0.12, along));
                relief += 0.1 * Math.cos(cycle * 6.28) * Curves.smooth(0.3, 0, Math.abs(across));
            }
        }
        double net = Math.abs(NOISE.at(x * 34 + id, y * 34));
        base = base.times(0.9 + 0.22 * net - relief).mix(Vec.rgb(0xe8c27a), vein * 0.6);
        if (stem < 0) {
            base = Vec.rgb(0x9c5a2c).times(0.8 - stem * 20);
        }
        double bend = NOISE.at(x * 1.3 + id * 1.7, y * 1.3) + 0.6 * NOISE.at(x * 3 + id, y * 3 + 8);
        double gleam = Math.pow(Curves.clamp(0.5 + bend * 0.55), 4) * 0.3;
        return base.times(0.92 + 0.5 * bend).plus(new Vec(0.8, 0.85, 0.95), gleam * 0.35);
    }
}
