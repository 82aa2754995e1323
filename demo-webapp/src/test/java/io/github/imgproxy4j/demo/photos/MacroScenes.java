package io.github.imgproxy4j.demo.photos;

import java.util.Random;

/** Small things seen close: flowers, leaves, pebbles, ice, coral. */
final class MacroScenes {

    private static final Noise NOISE = new Noise(63);

    private MacroScenes() {}

    static Film daisies(int width, int height) {
        double unit = Math.min(width, height) / 2.0;
        Film film = Film.paint(width, height, 1, (u, v) -> {
            double light = Curves.smooth(-1.1, 1.2, v + 0.3 * u + 0.5 * NOISE.fractal(u * 0.7, v * 0.7, 3));
            return Vec.rgb(0x1f3a12).mix(Vec.rgb(0xb4c95c), light * 0.75);
        });
        Random random = new Random(9);
        Film far = new Film(width, height);
        for (int i = 0; i < 70; i++) {
            double u = 1.7 * (2 * random.nextDouble() - 1);
            double v = -0.9 + 1.7 * random.nextDouble();
            double r = 0.03 + 0.07 * random.nextDouble();
            Vec tint = i % 3 == 0 ? Vec.rgb(0xf4f2ea) : i % 3 == 1 ? Vec.rgb(0xe9cf4a) : Vec.rgb(0x9fc04a);
            spot(far, u, v, r, tint.times(0.9), 0.6);
        }
        film.over(far.blur(unit * 0.03));
        stroke(film, unit, 0.055, 60, random);
        Film middle = new Film(width, height);
        Daisy.draw(middle, 1.08, 0.34, 0.27, 0.5, 3);
        Daisy.draw(middle, -1.2, 0.52, 0.22, 0.42, 4);
        Daisy.draw(middle, 0.62, 0.72, 0.16, 0.4, 5);
        film.over(middle.blur(unit * 0.035));
        stroke(film, unit, 0.022, 45, random);
        Film near = new Film(width, height);
        Daisy.draw(near, 0.74, -0.42, 0.42, 0.62, 7);
        film.over(near.blur(unit * 0.009));
        Daisy.draw(film, -0.42, 0.06, 0.62, 0.78, 8);
        Film front = new Film(width, height);
        for (int i = 0; i < 16; i++) {
            spot(
                    front,
                    1.8 * (2 * random.nextDouble() - 1),
                    -1.02 - 0.1 * random.nextDouble(),
                    0.2,
                    Vec.rgb(0x3f6420),
                    0.8);
        }
        film.over(front.blur(unit * 0.09));
        return film;
    }

    /** Stems and blades of grass, so far out of focus. */
    private static void stroke(Film film, double unit, double blur, int count, Random random) {
        Film layer = new Film(film.width, film.height);
        for (int i = 0; i < count; i++) {
            double foot = 1.7 * (2 * random.nextDouble() - 1);
            double lean = 0.5 * random.nextGaussian();
            double tall = 0.7 + 0.8 * random.nextDouble();
            double wide = 0.008 + 0.012 * random.nextDouble();
            Vec tint = Vec.rgb(0x3d6a1c).mix(Vec.rgb(0x9dbb45), random.nextDouble());
            for (double t = 0; t < 1; t += 0.8 / (unit * tall)) {
                double u = foot + lean * t * t;
                double v = -1.05 + tall * t;
                double half = wide * (1 - t * 0.8) * unit;
                for (double x = -half; x <= half; x++) {
                    double round = 0.7 + 0.5 * (x / half);
                    layer.over(
                            (int) (u * unit + film.width / 2.0 + x),
                            (int) (film.height / 2.0 - v * unit),
                            tint.times(round),
                            1);
                }
            }
        }
        film.over(layer.blur(unit * blur));
    }

    private static void spot(Film film, double u, double v, double radius, Vec tint, double coverage) {
        double unit = Math.min(film.width, film.height) / 2.0;
        int reach = (int) (radius * unit) + 1;
        int cx = (int) (u * unit + film.width / 2.0);
        int cy = (int) (film.height / 2.0 - v * unit);
        for (int y = cy - reach; y <= cy + reach; y++) {
            for (int x = cx - reach; x <= cx + reach; x++) {
                double in = Curves.smooth(1, 0.93, Math.hypot(x - cx, y - cy) / reach);
                film.over(x, y, tint, in * coverage);
            }
        }
    }

    static Film leaves(int width, int height) {
        Film film = Film.paint(
                width, height, 1, (u, v) -> Vec.rgb(0x2b1c10).times(0.5 + 0.6 * NOISE.fractal(u * 9, v * 9, 6)));
        Random random = new Random(14);
        int columns = 12;
        int rows = 9;
        for (int pass = 0; pass < 3; pass++) {
            for (int i = 0; i < columns * rows; i++) {
                int k = i * 47 % (columns * rows);
                double u = ((k % columns + 0.5 + 0.9 * random.nextGaussian() * 0.6) / columns * 2 - 1) * 1.6;
                int row = k / columns;
                double v = ((row + 0.5 + 0.9 * random.nextGaussian() * 0.6) / rows * 2 - 1) * 1.1;
                double size = 0.17 + 0.15 * random.nextDouble();
                new Leaf(u, v, size, random.nextDouble() * 6.3, pass * 1000 + k).draw(film, 0.45 + 0.275 * pass);
            }
        }
        return film;
    }

    static Film pebbles(int width, int height) {
        return Film.paint(width, height, 2, (u, v) -> {
            double wave = NOISE.fractal(u * 1.5, v * 2.2 + 5, 3);
            double waveX = NOISE.fractal(u * 1.5 + 0.02, v * 2.2 + 5, 3) - wave;
            double waveY = NOISE.fractal(u * 1.5, v * 2.2 + 5.03, 3) - wave;
            double x = u + waveX * 0.9;
            double y = v + waveY * 0.9;
            Vec stones = stones(x, y);
            double cx = x * 2.3 + 0.35 * NOISE.at(x * 2, y * 2);
            double cy = y * 2.9 + 0.35 * NOISE.at(x * 2 + 7, y * 2);
            double net = Math.pow(1 - Math.min(1, Math.abs(NOISE.at(cx, cy)) * 1.25), 7)
                    + 0.6 * Math.pow(1 - Math.min(1, Math.abs(NOISE.at(cx * 1.9 + 4, cy * 1.9)) * 1.25), 8);
            Vec light = new Vec(0.74, 0.86, 0.88).plus(new Vec(1, 0.97, 0.85), net * 1.15);
            double deep = Curves.smooth(-0.9, 1.2, v + 0.15 * wave);
            Vec seen = stones.times(light).mix(Vec.rgb(0x2f6f78).times(0.75), 0.12 + 0.4 * deep);
            double glint = Curves.smooth(0.2, 0.42, waveY * 9 + 0.9 * v - 0.55);
            return seen.plus(new Vec(0.55, 0.66, 0.75), glint * 0.3 * deep);
        });
    }

    private static Vec stones(double x, double y) {
        Vec ground = Vec.rgb(0x3b3328).times(0.8);
        double scale = 13;
        for (int layer = 0; layer < 3; layer++) {
            double e = 0.012;
            Stone here = stone(x, y, scale, layer);
            if (here.height() > 0) {
                double dx = here.height() - stone(x + e, y, scale, layer).height();
                double dy = here.height() - stone(x, y + e, scale, layer).height();
                Vec normal = new Vec(dx * 8, dy * 8, e * scale * 4.6).unit();
                double light = 0.28 + 0.9 * Math.max(0, normal.dot(new Vec(-0.5, 0.6, 0.65).unit()));
                double edge = Curves.smooth(0, 0.35, here.height());
                ground = ground.mix(
                        here.colour().times(light * (0.35 + 0.65 * edge)), Curves.smooth(0, 0.08, here.height()));
            } else {
                ground = ground.times(0.55);
            }
            scale *= 0.56;
        }
        return ground;
    }

    /** The height of the stone that lies at a place, and its colour there. */
    private record Stone(double height, Vec colour) {}

    private static Stone stone(double x, double y, double scale, int layer) {
        double px = x * scale + 0.22 * NOISE.at(x * scale * 0.9, y * scale * 0.9 + layer * 31) + layer * 17;
        double py = y * scale * 1.15 + 0.22 * NOISE.at(x * scale * 0.9 + 50, y * scale * 0.9);
        Noise.Cell cell = NOISE.cell(px, py);
        boolean present = layer == 0 || cell.random(1) < 0.62;
        double edge = Math.min(cell.gap() - 0.05, 0.62 - cell.first());
        if (!present || edge <= 0) {
            return new Stone(0, Vec.ZERO);
        }
        double height = Math.sqrt(Math.min(1, edge * 2.6)) * 0.9 + 0.1;
        int[] tints = {0x8c8a86, 0x6f6a63, 0xb7a893, 0xa4704f, 0x575b5f, 0xd8d0c2, 0x7d8a7a, 0x9a5a48};
        Vec tint = Vec.rgb(tints[(int) (cell.random(2) * tints.length)]);
        double cloud = NOISE.fractal(px * 2.5 + cell.random(5) * 99, py * 2.5, 5);
        double speck = NOISE.fractal(px * 16, py * 16, 3);
        double turn = cell.random(6) * 6.3;
        double across = Math.cos(turn) * cell.dx() + Math.sin(turn) * cell.dy() + 0.08 * cloud;
        double vein = cell.random(7) > 0.66 ? Curves.bell(across - 0.06, 0.025) + Curves.bell(across + 0.16, 0.012) : 0;
        Vec colour = tint.times(0.95 + 0.45 * cloud + 0.3 * speck).mix(Vec.rgb(0xe9e4da), 0.8 * Math.min(1, vein));
        return new Stone(height * Curves.smooth(0, 0.06, edge), colour);
    }

    static Film ice(int width, int height) {
        return Film.paint(width, height, 2, (u, v) -> {
            double body = 0.5 + 0.7 * NOISE.fractal(u * 0.6, v * 0.6, 5);
            Vec colour = Vec.rgb(0x04243f).mix(Vec.rgb(0x1e83a8), Curves.clamp(body));
            for (int layer = 4; layer >= 0; layer--) {
                double depth = layer / 4.0;
                double near = 1 - 0.75 * depth;
                colour = bubbles(colour, u * (1 + 0.12 * depth), v * (1 + 0.12 * depth) + 0.03 * depth, layer, near);
            }
            double big = cracks(u, v, 0.9, 0.016, 0);
            double fine = cracks(u + 3, v, 2.3, 0.006, 1) * 0.55;
            double hair = cracks(u - 5, v, 5.5, 0.0035, 2) * 0.13;
            double crack = Curves.clamp(big + fine + hair);
            colour = colour.mix(new Vec(0.82, 0.93, 0.98), crack * 0.85);
            double scratches = Math.pow(NOISE.ridges(u * 0.7 + v * 2, v * 0.5 - u * 6, 6), 5);
            double frost = Curves.smooth(0.12, 0.5, NOISE.fractal(u * 1.2 + 9, v * 1.2, 7));
            double sheen = Curves.smooth(-0.2, 1.6, v + 0.3 * u);
            return colour.plus(new Vec(0.5, 0.62, 0.7), 0.22 * scratches + 0.2 * frost + 0.12 * sheen * sheen);
        });
    }

    /** Cracks with a bright line on top and a pale wall that leans into the depth. */
    private static double cracks(double u, double v, double scale, double wide, int channel) {
        double sum = 0;
        for (int i = 0; i < 7; i++) {
            double lean = i * 0.012 / scale * (1 + NOISE.at(u * 0.8, v * 0.8 + channel * 9));
            double x = (u + lean) * scale;
            double y = (v + lean * 0.7) * scale;
            double bend = 0.25 * NOISE.fractal(x * 1.1, y * 1.1 + channel, 5);
            double gap = NOISE.cell(x + bend, y - bend).gap() / scale;
            double rough = 0.6 + 0.8 * Curves.clamp(0.5 + NOISE.fractal(u * 6, v * 6, 4));
            double strength = i == 0 ? 1 : 0.17 * (1 - i / 7.0);
            sum += strength * Curves.smooth(wide * rough * (i == 0 ? 0.6 : 1.6), 0, gap);
        }
        return sum;
    }

    private static Vec bubbles(Vec under, double u, double v, int layer, double near) {
        double scale = 5.5;
        Noise.Cell cell = NOISE.cell(u * scale, v * scale);
        double cluster = NOISE.fractal(u * 0.9 + 4, v * 0.9, 3);
        if (cell.random(1) > 0.35 + cluster * 1.6) {
            return under;
        }
        double size = (0.1 + 0.28 * cell.random(2)) * (0.65 + 0.35 * cell.random(3 + layer));
        double r = cell.first() / size * (1 + 0.1 * NOISE.at(u * 22, v * 22 + layer));
        double rim = Curves.smooth(0.72, 0.95, r) * Curves.smooth(1.04, 0.97, r);
        double fill = Curves.smooth(1.02, 0.96, r) * (0.42 + 0.3 * NOISE.fractal(u * 16, v * 16 + layer, 4));
        Vec white = Vec.rgb(0x4fa3bf).mix(new Vec(0.86, 0.94, 0.98), near);
        return under.mix(white, Curves.clamp(fill + 0.35 * rim) * (0.35 + 0.55 * near));
    }

    static Film coral(int width, int height) {
        HeightField relief = Growth.pattern(512, 4200).refined(2400, (x, z) -> 0.03 * NOISE.fractal(x * 70, z * 70, 3));
        Vec sun = new Vec(-0.62, 0.62, 0.42).unit();
        Film film = Film.paint(width, height, 2, (u, v) -> {
            double x = 1.5 + u * 0.8;
            double z = 1.5 + v * 0.8;
            double y = relief.at(x, z);
            double e = 0.006;
            double slopeX = (relief.at(x - e, z) - relief.at(x + e, z)) / (2 * e);
            double slopeZ = (relief.at(x, z - e) - relief.at(x, z + e)) / (2 * e);
            double dome = 0.35;
            Vec normal = new Vec(slopeX * 0.11 + u * dome, 1, slopeZ * 0.11 + v * dome).unit();
            double light = Math.max(0, normal.x() * sun.x() + normal.y() * sun.z() + normal.z() * sun.y());
            double hollow = Curves.smooth(0.0, 0.5, y);
            double polyps = Math.pow(NOISE.ridges(x * 16, z * 16, 3), 2);
            Vec flesh =
                    Vec.rgb(0x3f9a78).mix(Vec.rgb(0xc98d5a), hollow).mix(Vec.rgb(0xf0d2a4), Curves.smooth(0.7, 1, y));
            flesh = flesh.times(0.75 + 0.7 * polyps * hollow + 0.3 * NOISE.fractal(x * 3, z * 3, 4));
            Vec lit = new Vec(1.5, 1.42, 1.25).times(light).plus(new Vec(0.12, 0.26, 0.34), 0.5 + 0.5 * hollow);
            double gleam = Math.pow(Math.max(0, normal.dot(new Vec(-0.32, 0.85, 0.4).unit())), 60);
            return flesh.times(lit).times(0.45 + 0.55 * hollow).plus(Vec.grey(0.22), gleam * hollow);
        });
        Film soft = film.copy().blur(height * 0.012);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double off = Math.hypot((x - width * 0.5) / width * 1.5, (y - height * 0.52) / height);
                film.set(x, y, film.get(x, y).mix(soft.get(x, y), Curves.smooth(0.34, 0.72, off)));
            }
        }
        return film;
    }
}
