package io.github.imgproxy4j.demo.photos;

/** Dry land: sand and layered stone. */
final class DesertScenes {

    private static final Noise NOISE = new Noise(83);

    private DesertScenes() {}

    /** Dunes: long crests, gentle to windward and steep to leeward. */
    private static double dune(double x, double z) {
        double warp = 0.9 * NOISE.fractal(x * 0.35, z * 0.35, 3);
        double sum = 0;
        double size = 0.62;
        double height = 0.34;
        for (int i = 0; i < 3; i++) {
            double phase = (z * 0.75 + x * 0.45) * size
                    + warp * (1.5 - 0.3 * i)
                    + 0.7 * NOISE.at(x * size * 0.8, z * size * 0.8 + i * 9);
            double saw = phase - Math.floor(phase);
            double rise = saw < 0.72 ? Curves.smooth(-0.25, 0.8, saw) : Math.pow((1 - saw) / 0.28, 1.25) * 0.985;
            double strength = Curves.smooth(-0.35, 0.35, NOISE.at(x * 0.3 + i * 5, z * 0.3));
            sum += height * rise * (0.35 + 0.65 * strength);
            size *= 2.3;
            height *= 0.3;
        }
        return sum + 0.14 * NOISE.at(x * 0.25, z * 0.25);
    }

    static Film dunes(int width, int height) {
        HeightField land = HeightField.of(2600, 12, DesertScenes::dune).slumped(4, 0.75);
        Sky sky = new Sky(31);
        sky.sun = new Vec(-0.9, 0.3, 0.4).unit();
        sky.sunlight = new Vec(4.4, 3, 1.8);
        sky.zenith = Vec.rgb(0x3d74b4);
        sky.horizon = Vec.rgb(0xf0d2ad);
        sky.glow = Vec.rgb(0xffc27a);
        sky.cover = 0.7;
        sky.softness = 0.6;
        Landscape view = new Landscape(land, sky);
        view.eye = new Vec(6, land.at(6, 0.8) + 0.32, 0.8);
        view.tilt = -0.22;
        view.field = 0.45;
        view.ambient = new Vec(0.2, 0.24, 0.34);
        view.haze = 0.045;
        view.hazeFade = 0.2;
        view.surface = new Landscape.Surface() {
            @Override
            public Vec albedo(Vec at, Vec normal, double distance) {
                double tone = 0.9 + 0.25 * NOISE.fractal(at.x() * 2, at.z() * 2, 5);
                double grain = 1 + 0.25 * NOISE.at(at.x() * 900, at.z() * 900) / (1 + distance * 3);
                return Vec.rgb(0xd19a5e).times(tone * grain);
            }

            @Override
            public Vec relief(Vec at, Vec normal, double distance) {
                double bend = 0.35 * NOISE.fractal(at.x() * 6, at.z() * 6, 3);
                double phase = (at.x() * 0.9 + at.z() * 0.5 + bend * 0.16) * 420;
                double wave = Math.cos(phase + 2.2 * NOISE.fractal(at.x() * 20, at.z() * 20, 2));
                double patch = Curves.smooth(-0.3, 0.25, NOISE.at(at.x() * 1.7, at.z() * 1.7));
                double strength = 0.2 * wave * patch / (1 + Curves.square(distance * 0.9));
                return new Vec(normal.x() + strength, normal.y(), normal.z() + strength * 0.5).unit();
            }
        };
        return view.shoot(width, height);
    }

    /** A plateau cut by a river; each layer of stone has its own steepness and colour. */
    static Film canyon(int width, int height) {
        HeightField land = HeightField.of(1400, 14, (x, z) -> {
                    double river = x - 7 - 1.3 * Math.sin(z * 0.62 + 0.4) - 0.7 * NOISE.fractal(x * 0.3, z * 0.3, 3);
                    double arms = 1.4 * NOISE.ridges(x * 0.3 + 3, z * 0.3, 6);
                    double wide = Math.abs(river) + 0.9 * NOISE.fractal(x * 0.55 + 9, z * 0.55, 6) - arms * 0.55;
                    double deep = Curves.smooth(-0.2, 2.6, wide);
                    double y = 1.7 * deep + 0.06 * NOISE.fractal(x * 3, z * 3, 5);
                    double step = 0.24;
                    double level = y / step + 0.15 * NOISE.at(x, z);
                    double base = Math.floor(level);
                    double part = level - base;
                    return (base + Curves.smooth(0.5, 0.92, part) * 0.82 + part * 0.18) * step;
                })
                .eroded(160_000, 0.1)
                .refined(2800, (x, z) -> 0.012 * NOISE.ridges(x * 9, z * 9, 4));
        Sky sky = new Sky(37);
        sky.sun = new Vec(-0.85, 0.36, 0.25).unit();
        sky.sunlight = new Vec(3.7, 2.7, 1.75);
        sky.zenith = Vec.rgb(0x2f68b0);
        sky.horizon = Vec.rgb(0xd7dde6);
        sky.cover = 0.5;
        sky.softness = 0.5;
        sky.cloudScale = 0.8;
        Landscape view = new Landscape(land, sky);
        view.eye = new Vec(6.4, 2.15, 0.4);
        view.tilt = -0.42;
        view.yaw = 0.05;
        view.field = 0.52;
        view.ambient = new Vec(0.27, 0.28, 0.38);
        view.haze = 0.04;
        view.hazeFade = 0.4;
        Vec[] layers = {
            Vec.rgb(0x8a4a30),
            Vec.rgb(0xb8693f),
            Vec.rgb(0xc98b5c),
            Vec.rgb(0x9c5535),
            Vec.rgb(0xd3a478),
            Vec.rgb(0xa65f3d)
        };
        view.surface = new Landscape.Surface() {
            @Override
            public Vec albedo(Vec at, Vec normal, double distance) {
                double level = at.y() * 9 + 0.5 * NOISE.fractal(at.x(), at.z(), 4);
                int i = (int) Math.floor(level);
                Vec stone = layers[Math.floorMod(i, 6)].mix(
                        layers[Math.floorMod(i + 1, 6)], Curves.smooth(0.3, 0.7, level - i));
                stone = stone.times(0.9 + 0.5 * NOISE.fractal(at.x() * 4, at.y() * 60, at.z() * 4, 4));
                double shrubs = Curves.smooth(0.1, 0.3, NOISE.fractal(at.x() * 28, at.z() * 28, 3))
                        * Curves.smooth(0.8, 0.95, normal.y());
                return stone.mix(Vec.rgb(0x55583a), shrubs * 0.7);
            }

            @Override
            public Vec relief(Vec at, Vec normal, double distance) {
                double strength = 0.3 / (1 + distance * 0.3);
                double bx = NOISE.fractal(at.x() * 25, at.y() * 40, at.z() * 25, 3);
                double bz = NOISE.fractal(at.z() * 25, at.y() * 40 + 7, at.x() * 25, 3);
                return new Vec(normal.x() + bx * strength, normal.y(), normal.z() + bz * strength).unit();
            }
        };
        return view.shoot(width, height);
    }
}
