package io.github.imgproxy4j.demo.photos;

import java.util.Random;

/** Lights of a town after dark: out of focus, behind wet glass, and across a river. */
final class CityScenes {

    private static final Noise NOISE = new Noise(17);
    private static final int[] LAMPS = {0xffb45a, 0xffd08a, 0xff8a3c, 0xff5a3a, 0xfff0d0, 0x6fd0ff, 0x66ffb0, 0xff6aa8};

    private CityScenes() {}

    /** A light out of focus: an even disc with a brighter edge. */
    private static void disc(Film film, double cx, double cy, double radius, Vec light) {
        int reach = (int) Math.ceil(radius * 1.1) + 1;
        for (int y = (int) cy - reach; y <= cy + reach; y++) {
            for (int x = (int) cx - reach; x <= cx + reach; x++) {
                if (x < 0 || y < 0 || x >= film.width || y >= film.height) {
                    continue;
                }
                double dx = x + 0.5 - cx;
                double dy = y + 0.5 - cy;
                double angle = Math.atan2(dy, dx);
                double blade = 1 - 0.018 * Curves.square(Math.sin(angle * 4.5));
                double r = Math.hypot(dx, dy) / radius / blade;
                double edge = Curves.smooth(1 + 1.5 / radius, 1 - 1.5 / radius - 0.015, r);
                if (edge > 0) {
                    double rings = 1 + 0.03 * Math.sin(r * 40) + 0.05 * NOISE.at(dx / radius * 4 + cx, dy / radius * 4);
                    film.add(x, y, light.times(edge * rings * (0.72 + 0.5 * Math.pow(Math.min(r, 1), 7))));
                }
            }
        }
    }

    private static Film lights(int width, int height, int count, double largest, int seed) {
        Film film = Film.paint(width, height, 1, (u, v) -> {
            double street = Math.exp(-Curves.square((v + 0.25) * 1.7));
            double mottle = 0.7 + 0.5 * NOISE.fractal(u * 0.8, v * 0.8, 4);
            return new Vec(0.012, 0.016, 0.034).plus(new Vec(0.14, 0.062, 0.03), street * mottle);
        });
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            double deep = random.nextDouble();
            double x = random.nextDouble() * width;
            double y = height * (0.44 + 0.17 * random.nextGaussian() * (1.25 - deep * 0.5) + 0.1 * (1 - deep));
            double radius = height * largest * (0.28 + 0.72 * (1 - deep) * random.nextDouble());
            Vec tint = Vec.rgb(LAMPS[(int) (LAMPS.length * Math.pow(random.nextDouble(), 1.6))]);
            double power = (0.14 + 0.75 * Math.pow(random.nextDouble(), 2.5)) * (0.5 + 0.5 * deep);
            disc(film, x, y, radius, tint.times(power));
            if (y < height * 0.62) {
                smear(film, x, height * 1.24 - y, radius, tint.times(power * 0.22));
            }
        }
        return film;
    }

    /** The reflection of a light on a wet street. */
    private static void smear(Film film, double cx, double cy, double radius, Vec light) {
        for (int y = (int) (cy - radius * 4); y < cy + radius * 4; y++) {
            for (int x = (int) (cx - radius * 1.3); x < cx + radius * 1.3; x++) {
                if (x >= 0 && y >= 0 && x < film.width && y < film.height) {
                    double across = Curves.bell((x - cx) / radius, 0.62);
                    double along = Curves.bell((y - cy) / radius, 1.9);
                    double wet = 0.6 + 0.6 * NOISE.fractal(x / radius * 0.7, y / radius * 2.5, 3);
                    film.add(x, y, light.times(across * along * Math.max(0, wet)));
                }
            }
        }
    }

    static Film bokeh(int width, int height) {
        return lights(width, height, 260, 0.075, 11).bloom(0.5, 0.03, 0.35);
    }

    /** Drops on a window: each a small lens that turns the street upside down. */
    static Film rainWindow(int width, int height) {
        Film street = lights(width, height, 170, 0.12, 23);
        Film soft = street.copy().blur(height * 0.012);
        Film film = soft.copy();
        Random random = new Random(31);
        for (int i = 0; i < 2300; i++) {
            double size = Math.pow(random.nextDouble(), 9);
            double radius = height * (0.0022 + 0.024 * size);
            double cx = random.nextDouble() * width;
            double cy = random.nextDouble() * height;
            drop(film, street, cx, cy, radius, 1 + 0.35 * random.nextDouble() + 0.3 * size, i);
        }
        for (int i = 0; i < 9; i++) {
            double x = random.nextDouble() * width;
            double end = height * (0.3 + 0.6 * random.nextDouble());
            double radius = height * (0.013 + 0.009 * random.nextDouble());
            double y = end - height * (0.25 + 0.3 * random.nextDouble());
            while (y < end) {
                double wander = x + height * 0.014 * NOISE.at(y / height * 6, i * 9.7);
                double bead = radius * (0.2 + 0.28 * random.nextDouble());
                drop(film, street, wander, y, bead, 1.5, i + 5000);
                y += bead * (1.1 + 2.4 * random.nextDouble());
            }
            drop(film, street, x + height * 0.014 * NOISE.at(end / height * 6, i * 9.7), end, radius, 1.45, i + 9000);
        }
        return film.bloom(0.6, 0.015, 0.3);
    }

    private static void drop(Film film, Film street, double cx, double cy, double radius, double tall, int id) {
        int reach = (int) Math.ceil(radius * tall * 1.3) + 2;
        for (int y = (int) cy - reach; y <= cy + reach; y++) {
            for (int x = (int) cx - reach; x <= cx + reach; x++) {
                double dx = (x + 0.5 - cx) / radius;
                double dy = (y + 0.5 - cy) / radius / tall;
                double narrow = 1 - 0.16 * dy;
                dx /= narrow;
                double wobble =
                        1 + 0.07 * NOISE.at(Math.cos(Math.atan2(dy, dx)) + id, Math.sin(Math.atan2(dy, dx)) + id * 0.7);
                double r = Math.hypot(dx, dy) / wobble;
                double cover = Curves.smooth(1 + 1 / radius, 1 - 1 / radius, r);
                if (cover <= 0) {
                    continue;
                }
                double bend = r * r;
                double sx = film.width / 2.0 + (cx - film.width / 2.0) * 0.85 - dx * (0.4 + bend) * film.height * 0.16;
                double sy = film.height * 0.45 + (cy - film.height * 0.5) * 0.3 - dy * (0.4 + bend) * film.height * 0.3;
                Vec image = street.sample(Curves.clamp(sx, 0, film.width), Curves.clamp(sy, 0, film.height));
                double rim = Math.pow(Math.min(r, 1), 5);
                double top = Curves.smooth(0.2, -0.9, dy);
                Vec lit = image.times(1.15 * (1 - 0.8 * rim * top)).plus(Vec.grey(0.015));
                double spark = Curves.bell(Math.hypot(dx + 0.32, dy - 0.48), 0.13) * 0.3
                        + Curves.bell(Math.hypot(dx - 0.3, dy + 0.5), 0.09) * 0.15;
                lit = lit.plus(new Vec(1, 0.9, 0.78), spark);
                film.over(x, y, lit, cover);
            }
        }
    }

    /** Towers at the blue hour, and the river that doubles them. */
    static Film skyline(int width, int height) {
        return Film.paint(width, height, 2, (u, v) -> {
                    double shore = -0.3;
                    if (v >= shore) {
                        return town(u, v - shore);
                    }
                    double depth = shore - v;
                    double far = 0.02 + depth;
                    double wave = NOISE.fractal(u * 5 / (0.3 + depth), Math.log(far) * 26, 4);
                    double sway = NOISE.fractal(u * 14 / (0.3 + depth), Math.log(far) * 60 + 9, 3);
                    Vec sum = Vec.ZERO;
                    for (int i = 0; i < 4; i++) {
                        double lift = depth * (0.75 + 0.22 * i) + (wave + 0.2 * i) * 0.12 * (0.1 + depth);
                        sum = sum.plus(town(u + sway * 0.03 * (0.2 + depth), Math.max(0.004, lift)), 0.25);
                    }
                    double bank = Curves.smooth(0, 0.012, depth);
                    return sum.times(new Vec(0.62, 0.68, 0.78).times(0.35 + 0.65 * bank))
                            .plus(new Vec(0.004, 0.01, 0.018));
                })
                .bloom(0.7, 0.008, 0.55);
    }

    private static Vec town(double u, double v) {
        double cloud = Curves.smooth(0, 0.5, NOISE.fractal(u * 0.5 + 3, v * 2.4, 6));
        Vec sky = Vec.rgb(0xe89a78).mix(Vec.rgb(0x6a6f9c), Curves.smooth(0, 0.45, v));
        sky = sky.mix(Vec.rgb(0x16264f), Curves.smooth(0.3, 1.2, v)).mix(Vec.rgb(0x8c6f88), cloud * 0.45);
        Vec colour = sky.times(0.75);
        for (int layer = 0; layer < 3; layer++) {
            double wide = 0.075 + 0.035 * layer;
            double place = u / wide + layer * 37.3;
            int number = (int) Math.floor(place);
            double in = place - number;
            double centre = Math.exp(-Curves.square(u * 0.75 + 0.2 - 0.25 * layer));
            double tall = (0.12 + 0.75 * Math.pow(NOISE.random(number, layer, 1), 1.6) * (0.25 + 0.75 * centre))
                    * (1 - 0.2 * layer);
            double margin = 0.04 + 0.14 * NOISE.random(number, layer, 2);
            double step = NOISE.random(number, layer, 3) > 0.55 ? 0.82 : 1;
            boolean upper = v > tall * step;
            double inset = upper ? margin + 0.17 : margin;
            boolean mast = step < 1 && tall > 0.45 && Math.abs(in - 0.5) < 0.015 && v < tall * 1.16;
            if (mast || (v < tall && in > inset && in < 1 - inset)) {
                double haze = 0.62 - 0.28 * layer;
                Vec wall = new Vec(0.016, 0.02, 0.034).times(1 + 0.6 * in);
                Vec lit = mast ? wall : wall.plus(windows(u, v, number, layer, in));
                colour = lit.mix(sky.times(0.55), Math.max(0.05, haze * (0.55 + 0.45 * Math.exp(-v * 2))));
            }
        }
        double lamp =
                Curves.bell(v - 0.022, 0.006) * Curves.smooth(0.32, 0.1, Math.abs(u * 17 - Math.floor(u * 17) - 0.5));
        return colour.plus(new Vec(1.5, 0.85, 0.36), lamp * 1.2 + 0.16 * Math.exp(-v * 26));
    }

    private static Vec windows(double u, double v, int number, int layer, double in) {
        double columns = 7 + Math.floor(6 * NOISE.random(number, layer, 4));
        double rows = 62 + 30 * NOISE.random(number, layer, 5) - 10 * layer;
        int column = (int) Math.floor(in * columns);
        int row = (int) Math.floor(v * rows);
        double dx = in * columns - column;
        double dy = v * rows - row;
        boolean pane = dx > 0.2 && dx < 0.8 && dy > 0.28 && dy < 0.8;
        double busy = 0.25 + 0.4 * NOISE.random(number, layer, 6);
        if (!pane || NOISE.random(column + number * 31, row, layer + 7) > busy) {
            return new Vec(0.02, 0.03, 0.05).times(pane ? 1.2 : 0.4);
        }
        double power = 0.25 + 1.3 * Math.pow(NOISE.random(column + number * 31, row, layer + 17), 2);
        Vec tint = new Vec(1, 0.72, 0.36)
                .mix(new Vec(0.85, 0.95, 1), Curves.smooth(0.6, 0.9, NOISE.random(number, row / 4, 9)));
        return tint.times(power * (0.9 + 0.1 * NOISE.at(u * 300, v * 300)));
    }
}
