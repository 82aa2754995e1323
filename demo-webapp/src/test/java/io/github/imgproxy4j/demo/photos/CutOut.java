package io.github.imgproxy4j.demo.photos;

import java.awt.image.BufferedImage;

/** Things without a background, for pictures with transparency. */
final class CutOut {

    private static final Noise NOISE = new Noise(52);

    private CutOut() {}

    static BufferedImage balloon(int width, int height) {
        Film film = new Film(width, height);
        Vec sun = new Vec(-0.75, 0.4, -0.55).unit();
        new Balloon(5, sun, new Vec(2.3, 2.05, 1.7), new Vec(0.42, 0.46, 0.55)).draw(film, 0, 0.37, 0.88, Vec.ONE, 0);
        return developed(film.blur(2));
    }

    static BufferedImage bubbles(int width, int height) {
        Film film = new Film(width, height);
        double unit = Math.min(width, height) / 2.0;
        double[][] places = {
            {-0.98, -0.62, 0.13},
            {0.98, -0.3, 0.2},
            {-0.2, -0.74, 0.19},
            {0.66, 0.6, 0.3},
            {-0.62, 0.3, 0.55},
            {0.3, -0.2, 0.37},
            {1.1, 0.24, 0.09},
            {-1.14, -0.3, 0.08},
            {0.12, 0.74, 0.12}
        };
        for (int i = 0; i < places.length; i++) {
            bubble(film, places[i][0] * unit + width / 2.0, height / 2.0 - places[i][1] * unit, places[i][2] * unit, i);
        }
        return developed(film);
    }

    private static void bubble(Film film, double cx, double cy, double radius, int id) {
        int reach = (int) radius + 2;
        for (int y = (int) cy - reach; y <= cy + reach; y++) {
            for (int x = (int) cx - reach; x <= cx + reach; x++) {
                double u = (x + 0.5 - cx) / radius;
                double v = (cy - y - 0.5) / radius;
                double r = Math.hypot(u, v);
                double edge = Curves.smooth(1 + 0.8 / radius, 1 - 1.6 / radius, r);
                if (edge > 0) {
                    double z = Math.sqrt(Math.max(0, 1 - r * r));
                    double fresnel = 0.07 + 0.75 * Math.pow(1 - z, 2.6);
                    Vec film1 = interference(u, v, z, id);
                    Vec film2 = interference(-u, v, -z, id).times(0.5);
                    double windows = pane(u, v, 2.35, 0.66, 0.2) + 0.5 * pane(u, v, -0.8, 0.7, 0.13);
                    double sky = 0.5 + 0.5 * v;
                    Vec light =
                            film1.plus(film2).times(fresnel * (0.9 + 0.5 * sky)).plus(Vec.ONE, windows * 0.8);
                    double cover = edge * Curves.clamp(fresnel * 1.05 + windows * 0.7);
                    film.over(
                            x, y, light.times(1 / Math.max(0.02, Curves.clamp(fresnel * 1.05 + windows * 0.7))), cover);
                }
            }
        }
    }

    /** The colours of a film of soap that is thinner at the top and always flowing. */
    private static Vec interference(double u, double v, double z, int id) {
        double flow = NOISE.fractal(u * 1.3 + id * 7, v * 1.6 + 0.5 * NOISE.at(u * 2, v * 2 + id), z * 1.3, 4);
        double thickness = 380 - 190 * v + 260 * flow + 60 * (id % 4);
        double path = 2 * 1.33 * thickness * Math.sqrt(1 - (1 - z * z) / 1.77);
        return new Vec(wave(path, 640), wave(path, 545), wave(path, 450));
    }

    private static double wave(double path, double length) {
        return 0.12 + 1.25 * Curves.square(Math.sin(Math.PI * path / length));
    }

    /** A curved window with a cross, mirrored in the bubble. */
    private static double pane(double u, double v, double angle, double distance, double size) {
        double turned = Math.atan2(v, u) - angle;
        double across = Math.abs(turned) / (size * 2.1);
        double along = Math.abs(Math.hypot(u, v) - distance) / size;
        double frame = Curves.smooth(1, 0.8, across) * Curves.smooth(1, 0.8, along);
        return frame * Curves.smooth(0.02, 0.1, across) * (0.6 + 0.4 * Curves.smooth(-1, 1, turned * 4));
    }

    private static BufferedImage developed(Film film) {
        BufferedImage image = new BufferedImage(film.width, film.height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < film.height; y++) {
            for (int x = 0; x < film.width; x++) {
                double alpha = film.alpha(x, y);
                int code = (int) Math.round(63 * Curves.clamp(alpha)) * 255 / 63;
                if (code > 0) {
                    Vec c = film.get(x, y).times(1 / alpha);
                    image.setRGB(x, y, code << 24 | step(c.x()) << 16 | step(c.y()) << 8 | step(c.z()));
                }
            }
        }
        return image;
    }

    /** Every third code only: nobody sees it, and it packs much better. */
    private static int step(double light) {
        double encoded = Tone.toEncoded(Curves.clamp(1 - Math.exp(-1.3 * Math.max(0, light))));
        return (int) Math.round(Curves.mix(encoded, encoded * encoded * (3 - 2 * encoded), 0.4) * 84) * 3;
    }
}
