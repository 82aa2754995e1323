package io.github.imgproxy4j.demo.photos;

/** Soft green country: meadows, woods, morning fog, and balloons above it. */
final class HillScenes {

    private static final Noise NOISE = new Noise(57);

    private HillScenes() {}

    private static double wood(double x, double z) {
        return Curves.smooth(0.02, 0.1, NOISE.fractal(x * 0.55 + 4, z * 0.55, 6) - 0.05);
    }

    /** Hills with the crowns of trees standing on them. */
    private static HeightField hills(double height) {
        return HeightField.of(3400, 10, (x, z) -> {
            double y =
                    height * (0.5 + NOISE.fractal(x * 0.28, z * 0.28, 4)) + 0.02 * NOISE.fractal(x * 2.2, z * 2.2, 3);
            y += 0.5 * height * Curves.smooth(5, 10, z);
            double trees = wood(x, z);
            Noise.Cell hedge = NOISE.cell(x * 1.1, z * 1.1);
            double hedges = Curves.smooth(0.03, 0.012, hedge.gap());
            double stand = Math.max(trees, hedges * 0.8);
            if (stand > 0.05) {
                Noise.Cell crown = NOISE.cell(x * 62, z * 62);
                double round = Math.sqrt(Math.max(0, 1 - crown.first() * crown.first() * 1.9));
                y += stand * (0.006 + 0.014 * round * (0.6 + 0.8 * crown.random(1)));
            }
            return y;
        });
    }

    private static Landscape.Surface meadows(Vec spring, Vec straw, Vec leaf) {
        return new Landscape.Surface() {
            @Override
            public Vec albedo(Vec at, Vec normal, double distance) {
                double warpX = 0.12 * NOISE.fractal(at.x(), at.z(), 3);
                Noise.Cell plot = NOISE.cell((at.x() + warpX) * 1.1 - warpX * 1.1, at.z() * 1.1);
                Vec crop = spring.mix(straw, Curves.smooth(0.45, 0.75, plot.random(2)))
                        .times(0.75 + 0.5 * plot.random(3));
                double turn = plot.random(4) * 3.1;
                double rows = Math.sin((at.x() * Math.cos(turn) + at.z() * Math.sin(turn)) * 240);
                double tone = 1 + 0.35 * NOISE.fractal(at.x() * 5, at.z() * 5, 6) + 0.14 * rows / (1 + distance);
                crop = crop.times(tone + 0.5 * NOISE.at(at.x() * 260, at.z() * 260) / (1 + distance * 2));
                double hedges = Curves.smooth(
                        0.034, 0.018, NOISE.cell(at.x() * 1.1, at.z() * 1.1).gap());
                double stand = Math.max(wood(at.x(), at.z()), hedges);
                Noise.Cell crown = NOISE.cell(at.x() * 62, at.z() * 62);
                double shade = 0.55 + 0.55 * crown.random(5) - 0.55 * crown.first();
                Vec tree = leaf.mix(leaf.times(new Vec(1.9, 1.25, 0.8)), crown.random(6))
                        .times(0.45 + shade);
                return crop.mix(tree, Curves.smooth(0.05, 0.3, stand));
            }
        };
    }

    private static Sky morning(int seed) {
        Sky sky = new Sky(seed);
        sky.sun = new Vec(0.75, 0.24, 0.62).unit();
        sky.sunlight = new Vec(4.2, 3.1, 2);
        sky.zenith = Vec.rgb(0x4f86c4);
        sky.horizon = Vec.rgb(0xeedccb);
        sky.glow = Vec.rgb(0xffcf8f);
        sky.glowStrength = 0.6;
        sky.glowWidth = 6;
        sky.cover = 0.5;
        sky.softness = 0.45;
        sky.cloudLit = new Vec(1.25, 1.05, 0.9);
        sky.cloudDark = new Vec(0.6, 0.6, 0.7);
        return sky;
    }

    static Film greenHills(int width, int height) {
        HeightField land = hills(0.85);
        Landscape view = new Landscape(land, morning(61));
        view.eye = new Vec(5, land.at(5, 0.5) + 0.3, 0.5);
        view.tilt = -0.12;
        view.field = 0.42;
        view.surface = meadows(Vec.rgb(0x6d8f33), Vec.rgb(0xb5a35a), Vec.rgb(0x2f4a20));
        view.ambient = new Vec(0.26, 0.32, 0.4);
        view.haze = 0.06;
        view.fog = 0.5;
        view.fogFade = 7;
        return view.shoot(width, height);
    }

    static Film autumnValley(int width, int height) {
        HeightField land = hills(1.2);
        Sky sky = morning(66);
        sky.sun = new Vec(-0.8, 0.3, 0.35).unit();
        Landscape view = new Landscape(land, sky);
        view.eye = new Vec(3.6, land.at(3.6, 2.3) + 0.4, 2.3);
        view.yaw = 0.25;
        view.tilt = -0.25;
        view.field = 0.36;
        view.surface = meadows(Vec.rgb(0x8a8440), Vec.rgb(0xa67f45), Vec.rgb(0x8a4417));
        view.ambient = new Vec(0.26, 0.29, 0.36);
        view.haze = 0.05;
        view.fog = 0.35;
        view.fogFade = 6;
        return view.shoot(width, height);
    }

    static Film balloons(int width, int height) {
        HeightField land = hills(0.8);
        Sky sky = morning(69);
        sky.cover = 0.62;
        sky.horizon = Vec.rgb(0xf6d9c4);
        sky.sun = new Vec(-0.7, 0.26, 0.3).unit();
        Landscape view = new Landscape(land, sky);
        view.eye = new Vec(6.5, land.at(6.5, 0.5) + 0.5, 0.5);
        view.tilt = 0.28;
        view.field = 0.45;
        view.surface = meadows(Vec.rgb(0x77904a), Vec.rgb(0xb59f62), Vec.rgb(0x364c2a));
        view.ambient = new Vec(0.28, 0.32, 0.4);
        view.haze = 0.07;
        view.fog = 0.8;
        view.fogFade = 7;
        Film film = view.shoot(width, height);
        double[][] places = {
            {1.12, 0.62, 0.05, 0.5},
            {-0.1, 0.74, 0.06, 0.4},
            {-1.28, 0.2, 0.045, 0.55},
            {0.85, 0.12, 0.075, 0.3},
            {0.3, 0.42, 0.12, 0.15},
            {-0.62, 0.36, 0.27, 0}
        };
        for (int i = 0; i < places.length; i++) {
            double[] p = places[i];
            new Balloon(i, sky.sun, sky.sunlight, view.ambient.times(1.3))
                    .draw(film, p[0], p[1], p[2], Vec.rgb(0xeed6c4), p[3]);
        }
        return film;
    }
}
