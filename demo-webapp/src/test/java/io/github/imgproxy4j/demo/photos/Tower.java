package io.github.imgproxy4j.demo.photos;

/** A white lighthouse with red bands, its lamp burning and two beams in the haze. */
record Tower(Vec ambient) {

    /** Draws it standing at (u, v), so tall. */
    void draw(Film film, double u, double v, double tall) {
        double half = Math.min(film.width, film.height) / 2.0;
        for (int y = 0; y < film.height; y++) {
            for (int x = 0; x < film.width; x++) {
                double bu = (x + 0.5 - film.width / 2.0) / half - u;
                double bv = (film.height / 2.0 - y - 0.5) / half - v - tall * 0.93;
                double beam = beam(bu, bv) + beam(-bu, bv) * 0.6;
                film.add(x, y, new Vec(1, 0.86, 0.6).times(beam + 0.02 / (0.02 + bu * bu + bv * bv) * 0.12));
                if (Math.abs(bu) > tall * 0.2) {
                    continue;
                }
                Vec sum = Vec.ZERO;
                double cover = 0;
                for (int s = 0; s < 9; s++) {
                    int row = s / 3;
                    double px = (bu + ((s % 3 - 1) / 3.0) / half) / tall;
                    double py = (bv - ((row - 1) / 3.0) / half) / tall + 0.93;
                    Vec colour = at(px, py);
                    if (colour != null) {
                        sum = sum.plus(colour);
                        cover++;
                    }
                }
                if (cover > 0) {
                    film.over(x, y, sum.times(1 / cover), cover / 9);
                }
            }
        }
    }

    private static double beam(double x, double y) {
        if (x <= 0) {
            return 0;
        }
        double spread = 0.008 + x * 0.06;
        return 0.3 * Curves.bell(y - x * 0.06, spread) * 0.02 / spread * Math.exp(-x * 0.7) * 2.2;
    }

    private Vec at(double x, double y) {
        if (y < 0.82 && y > -0.06) {
            double wide = 0.115 - 0.045 * Curves.clamp(y / 0.82) + 0.03 * Math.exp(-y * 18);
            if (Math.abs(x) > wide) {
                return null;
            }
            double across = x / wide;
            boolean red = (int) Math.floor(y * 6.1 + 0.2) % 2 == 1;
            Vec paint = red ? Vec.rgb(0xa8302a) : Vec.rgb(0xe6e1d8);
            if (Math.abs(x - 0.015) < 0.011 && Math.abs((y * 5 + 0.5) % 1 - 0.5) < 0.075) {
                return new Vec(1.6, 0.95, 0.4);
            }
            double round = Math.sqrt(1 - across * across);
            double light = 0.35 + 0.55 * Curves.clamp(-across * 0.75 + 0.15) + 0.25 * round;
            return paint.times(ambient.times(1.3).plus(new Vec(0.75, 0.4, 0.28), light * 0.6))
                    .times(0.55 + 0.45 * round);
        }
        if (y >= 0.82 && y < 0.855 && Math.abs(x) < 0.1) {
            return ambient.times(0.25);
        }
        if (y >= 0.855 && y < 0.885 && Math.abs(x) < 0.1 && (Math.abs(x * 60 % 1) < 0.25 || y > 0.88)) {
            return ambient.times(0.2);
        }
        if (y >= 0.855 && y < 0.985 && Math.abs(x) < 0.055) {
            boolean frame = Math.abs(Math.abs(x) - 0.024) < 0.003 || Math.abs(x) > 0.051 || y < 0.868 || y > 0.975;
            double lamp = 1.2 + 5 * Curves.bell(Math.hypot(x, y - 0.925), 0.03);
            return frame ? ambient.times(0.3) : new Vec(1, 0.78, 0.42).times(lamp);
        }
        double dome = y - 0.985;
        if (dome >= 0 && dome < 0.065 && Math.abs(x) < 0.065 * Math.sqrt(1 - dome / 0.065)) {
            return Vec.rgb(0x7a2a26).times(ambient.times(1.2).plus(Vec.grey(0.25), Curves.clamp(0.3 - x * 8)));
        }
        return y >= 1.05 && y < 1.1 && Math.abs(x) < 0.004 ? ambient.times(0.2) : null;
    }
}
