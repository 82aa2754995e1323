package io.github.imgproxy4j.demo.photos;

/** Far away: a ringed planet and a nebula. */
final class SpaceScenes {

    private SpaceScenes() {}

    private static Vec look(double u, double v) {
        return new Vec(u * 0.4, v * 0.4, 1).unit();
    }

    static Film ringedPlanet(int width, int height) {
        Planet planet = Planet.gas(23);
        Noise noise = new Noise(24);
        NightSky stars = new NightSky(25);
        Vec sun = new Vec(-0.72, 0.34, 0.6).unit();
        double size = 0.52;
        double tilt = 0.26;
        double roll = 0.38;
        Vec pole = new Vec(-Math.sin(roll) * Math.cos(tilt), Math.cos(roll) * Math.cos(tilt), Math.sin(tilt));
        Film film = Film.paint(width, height, 2, (u, v) -> {
            Vec dust = new Vec(0.05, 0.035, 0.06).times(Curves.clamp(0.3 + noise.fractal(u * 0.7, v * 0.7 + 3, 6)));
            Vec background = stars.stars(look(u, v), 0.2).plus(dust, 0.5);
            double x = u / size + 0.12;
            double y = v / size;
            Vec seen = planet.seen(x, y, sun, roll, 0.8, background);
            double z = -(x * pole.x() + y * pole.y()) / pole.z();
            double r = Math.sqrt(x * x + y * y + z * z);
            boolean hidden = x * x + y * y < 1 && z < Math.sqrt(Math.max(0, 1 - x * x - y * y));
            if (x * x + y * y < 1) {
                double front = Math.sqrt(1 - x * x - y * y);
                Vec at = new Vec(x, y, front);
                double way = -at.dot(pole) / sun.dot(pole);
                if (way > 0) {
                    seen = seen.times(1 - 0.75 * ring(noise, at.plus(sun, way).length()));
                }
            }
            if (hidden) {
                return seen;
            }
            double opacity = ring(noise, r);
            if (opacity <= 0) {
                return seen;
            }
            Vec at = new Vec(x, y, z);
            double along = at.dot(sun);
            double off = at.plus(sun, -along).length();
            double lit = along < 0 ? Curves.smooth(0.97, 1.01, off) : 1;
            Vec tint = Vec.rgb(0xd9c3a0).mix(Vec.rgb(0x9c8a78), Curves.clamp(0.5 + noise.fractal(r * 14, 5, 4)));
            return seen.mix(tint.times(1.25 * lit + 0.008), opacity);
        });
        return film.bloom(0.9, 0.01, 0.3);
    }

    /** How dense the rings are at a distance from the planet's centre. */
    private static double ring(Noise noise, double r) {
        double whole = Curves.smooth(1.26, 1.36, r) * Curves.smooth(2.28, 2.25, r);
        double gap = 1 - 0.93 * Curves.smooth(0.045, 0.03, Math.abs(r - 1.96));
        double inner = Curves.mix(0.35, 0.92, Curves.smooth(1.45, 1.56, r));
        double grooves = 0.78 + 0.6 * noise.fractal(r * 30, 0.5, 5);
        return Curves.clamp(whole * gap * inner * grooves);
    }

    static Film nebula(int width, int height) {
        Noise noise = new Noise(35);
        NightSky stars = new NightSky(36);
        Film film = Film.paint(width, height, 2, (u, v) -> {
            double warpX = noise.fractal(u * 0.8, v * 0.8, 4);
            double warpY = noise.fractal(u * 0.8 + 7, v * 0.8 + 3, 4);
            double x = u + warpX * 0.9;
            double y = v + warpY * 0.9;
            double gas = Curves.clamp(0.5 + 0.95 * noise.fractal(x * 1.1 + 4, y * 1.1, 8));
            double threads = noise.ridges(x * 1.3 + 2, y * 1.3 + 8, 8);
            double dust = Curves.smooth(0.02, 0.42, noise.fractal(x * 1.4 + 11, y * 1.4 - 4, 8));
            double heart = Math.exp(-1.3 * Math.hypot(u + 0.15, (v - 0.05) * 1.15));
            Vec red = new Vec(1, 0.2, 0.22).times(gas * gas * 1.25);
            Vec teal = new Vec(0.1, 0.62, 0.78).times(heart * gas * 2.1 * (0.4 + threads));
            Vec gold = new Vec(1, 0.62, 0.28).times(Math.pow(threads, 2.2) * gas * 1.5);
            Vec light = red.plus(teal).plus(gold).times(0.12 + 1.25 * heart);
            light = light.plus(new Vec(0.9, 0.95, 1.1), 0.55 * Math.pow(heart, 3) * gas);
            light = light.times(1 - 0.86 * dust * (1 - 0.35 * heart)).plus(new Vec(0.012, 0.01, 0.02));
            return light.plus(stars.stars(look(u, v), 0.28 * (1 - 0.6 * dust)));
        });
        for (int i = 0; i < 14; i++) {
            double power = 0.35 + 1.6 * Math.pow(noise.random(i, 3, 1), 4);
            spike(film, noise.random(i, 1, 1) * width, noise.random(i, 2, 1) * height, power * height / 2000.0);
        }
        return film.bloom(1.1, 0.012, 0.4);
    }

    /** A bright star with the cross a telescope's struts give it. */
    private static void spike(Film film, double cx, double cy, double power) {
        int reach = (int) (150 * power) + 6;
        for (int y = (int) cy - reach; y <= cy + reach; y++) {
            for (int x = (int) cx - reach; x <= cx + reach; x++) {
                if (x < 0 || y < 0 || x >= film.width || y >= film.height) {
                    continue;
                }
                double dx = Math.abs(x - cx) / power;
                double dy = Math.abs(y - cy) / power;
                double core = 9 * Math.exp(-(dx * dx + dy * dy) / 40) + 0.25 * Math.exp(-Math.hypot(dx, dy) / 18);
                double cross = 0.9 * Math.exp(-dx / 1.6 - dy / 32) + 0.9 * Math.exp(-dy / 1.6 - dx / 32);
                film.add(x, y, new Vec(0.9, 0.95, 1.1).times(core + cross));
            }
        }
    }
}
