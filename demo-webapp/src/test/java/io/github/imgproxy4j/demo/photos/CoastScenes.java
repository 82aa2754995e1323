package io.github.imgproxy4j.demo.photos;

/** Where land meets the sea. */
final class CoastScenes {

    private static final Noise NOISE = new Noise(91);

    private CoastScenes() {}

    private static Landscape.Surface grassOnRock(Vec grass, Vec rock, Vec sand) {
        return new Landscape.Surface() {
            @Override
            public Vec albedo(Vec at, Vec normal, double distance) {
                double patch = NOISE.fractal(at.x() * 7, at.y() * 9, at.z() * 7, 6);
                double strata = NOISE.fractal(at.x() * 3, at.y() * 45 + at.x() * 4, at.z() * 3, 4);
                Vec stone = rock.times(0.85 + 0.6 * strata + 0.5 * patch);
                Vec base = stone.mix(grass.times(0.85 + patch), Curves.smooth(0.66, 0.84, normal.y() + patch * 0.2));
                double beach =
                        Curves.smooth(0.03, 0.008, at.y() + patch * 0.015) * Curves.smooth(0.7, 0.85, normal.y());
                base = base.mix(sand, beach);
                return base.times(Curves.mix(0.4, 1, Curves.smooth(0.001, 0.011, at.y() + patch * 0.004)));
            }

            @Override
            public Vec relief(Vec at, Vec normal, double distance) {
                double strength = 0.75 / (1 + distance * 0.4);
                double bx = NOISE.fractal(at.x() * 26, at.y() * 38, at.z() * 26, 4);
                double bz = NOISE.fractal(at.z() * 26 + 50, at.y() * 38, at.x() * 26, 4);
                return new Vec(normal.x() + bx * strength, normal.y(), normal.z() + bz * strength).unit();
            }
        };
    }

    static Film cliffs(int width, int height) {
        HeightField land = HeightField.of(1600, 10, (x, z) -> {
                    double shore =
                            6.1 + 0.55 * Math.sin(z * 1.05) + 0.9 * NOISE.fractal(x * 0.5, z * 0.5, 5) - x + z * 0.06;
                    double wall = Curves.smooth(-0.02, 0.22, shore + 0.1 * NOISE.fractal(x * 3, z * 3, 4));
                    double top = 0.42 + 0.2 * NOISE.fractal(x * 0.5 + 8, z * 0.5, 4) + 0.1 * shore * wall;
                    double stacks = 0;
                    Noise.Cell stack = NOISE.cell(x * 1.3, z * 1.3);
                    if (shore > -0.7 && stack.random(1) > 0.55) {
                        stacks = 0.26 * Curves.smooth(0.17, 0.1, stack.first() + 0.12 * NOISE.fractal(x * 7, z * 7, 3));
                    }
                    return Math.max(wall * top, stacks) - 0.06 + 0.05 * shore * (1 - wall);
                })
                .eroded(60_000, 0.1)
                .refined(3000, (x, z) -> 0.01 * NOISE.fractal(x * 11, z * 11, 5));
        Sky sky = new Sky(44);
        sky.sun = new Vec(0.85, 0.42, 0.2).unit();
        sky.sunlight = new Vec(3.3, 2.9, 2.3);
        sky.zenith = Vec.rgb(0x2f6db8);
        sky.horizon = Vec.rgb(0xcfe0ec);
        sky.cover = 0.46;
        sky.softness = 0.4;
        Landscape view = new Landscape(land, sky);
        view.eye = new Vec(7.35, 0.5, 0.3);
        view.yaw = -0.3;
        view.tilt = -0.22;
        view.field = 0.5;
        view.water = true;
        view.ripples = 0.22;
        view.rippleSize = 0.05;
        view.foam = 1;
        view.depths = Vec.rgb(0x1c6a80);
        view.surface = grassOnRock(Vec.rgb(0x6a8038), Vec.rgb(0x8d8276), Vec.rgb(0xcbb48b));
        view.ambient = new Vec(0.3, 0.36, 0.45);
        view.haze = 0.05;
        return view.shoot(width, height);
    }

    static Film volcano(int width, int height) {
        HeightField land = HeightField.of(1200, 14, (x, z) -> {
                    double dx = x - 7.4;
                    double dz = z - 7.5;
                    double r = Math.hypot(dx, dz) * (1 + 0.18 * NOISE.fractal(x * 0.4, z * 0.4, 4));
                    double cone = 2.3 * Math.exp(-r / 1.35) - 0.55 * Curves.smooth(0.42, 0.1, r);
                    double ribs = 0.16 * NOISE.ridges(x * 0.9, z * 0.9, 6) * Curves.smooth(4, 1.5, r);
                    return cone + ribs - 0.19 + 0.08 * NOISE.fractal(x, z, 5);
                })
                .eroded(260_000, 0.25)
                .slumped(6, 1.2)
                .refined(2800, (x, z) -> 0.012 * NOISE.fractal(x * 12, z * 12, 5));
        Sky sky = new Sky(48);
        sky.sun = new Vec(-0.8, 0.22, 0.45).unit();
        sky.sunlight = new Vec(5, 3, 1.8);
        sky.zenith = Vec.rgb(0x3c6aa8);
        sky.horizon = Vec.rgb(0xf2cdb0);
        sky.glow = Vec.rgb(0xffb070);
        sky.glowStrength = 0.8;
        sky.cover = 0.48;
        sky.softness = 0.4;
        sky.cloudLit = new Vec(1.35, 0.95, 0.75);
        sky.cloudDark = new Vec(0.42, 0.4, 0.5);
        Landscape view = new Landscape(land, sky);
        view.eye = new Vec(7, 0.24, 0.6);
        view.tilt = 0.3;
        view.field = 0.42;
        view.water = true;
        view.ripples = 0.2;
        view.rippleSize = 0.07;
        view.foam = 0.7;
        view.depths = Vec.rgb(0x0f4a5c);
        view.surface = grassOnRock(Vec.rgb(0x4a6b2c), Vec.rgb(0x5b4a42), Vec.rgb(0x6e6259));
        view.ambient = new Vec(0.25, 0.28, 0.36);
        view.haze = 0.05;
        view.hazeFade = 0.6;
        return view.shoot(width, height);
    }

    /** Only sea and sky: the sun going down behind long swell. */
    static Film sunsetSea(int width, int height) {
        Sky sky = new Sky(77);
        sky.sun = new Vec(0.06, 0.075, 1).unit();
        sky.sunlight = new Vec(4.2, 2, 0.8);
        sky.zenith = Vec.rgb(0x35538f);
        sky.horizon = Vec.rgb(0xf3a06a);
        sky.glow = Vec.rgb(0xff9440);
        sky.glowStrength = 0.9;
        sky.glowWidth = 10;
        sky.steepness = 4.5;
        sky.disc = true;
        sky.discSize = 0.0009;
        sky.cover = 0.44;
        sky.softness = 0.5;
        sky.stretch = 0.5;
        sky.cloudScale = 0.55;
        sky.cloudLit = new Vec(1.3, 0.62, 0.4);
        sky.cloudDark = new Vec(0.3, 0.22, 0.33);
        Landscape view = new Landscape(HeightField.of(4, 10, (x, z) -> -1), sky);
        view.eye = new Vec(5, 0.02, 0);
        view.tilt = 0.28;
        view.field = 0.5;
        view.water = true;
        view.ripples = 0.3;
        view.rippleSize = 0.013;
        view.depths = Vec.rgb(0x0c3440);
        view.ambient = new Vec(0.2, 0.18, 0.24);
        view.haze = 0.012;
        return view.shoot(width, height).bloom(0.9, 0.02, 0.35);
    }

    /** A squall line: heavy cloud, rain curtains, a dark sea. */
    static Film storm(int width, int height) {
        Sky sky = new Sky(85);
        sky.sun = new Vec(-0.5, 0.35, 1).unit();
        sky.sunlight = new Vec(1.3, 1.35, 1.4);
        sky.zenith = Vec.rgb(0x4a5866);
        sky.horizon = Vec.rgb(0xc2c6bd);
        sky.glow = Vec.rgb(0xf4e6c0);
        sky.glowStrength = 0.35;
        sky.steepness = 5;
        sky.cover = 0.12;
        sky.softness = 0.6;
        sky.cloudScale = 0.8;
        sky.cloudLit = new Vec(1.1, 1.12, 1.12);
        sky.cloudDark = new Vec(-0.28, -0.26, -0.22);
        Landscape view = new Landscape(HeightField.of(4, 10, (x, z) -> -1), sky);
        view.eye = new Vec(5, 0.03, 0);
        view.tilt = 0.42;
        view.field = 0.5;
        view.water = true;
        view.ripples = 0.45;
        view.rippleSize = 0.024;
        view.depths = Vec.rgb(0x1d3a42);
        view.ambient = new Vec(0.2, 0.23, 0.26);
        view.haze = 0.03;
        view.overlay = (direction, base) -> {
            double side = direction.x() / Math.max(0.2, direction.z());
            double slant = side + direction.y() * 0.35;
            double curtain = Curves.smooth(0.0, 0.45, NOISE.fractal(slant * 3.2 + 5, 0.5, 4) + 0.12)
                    * Curves.smooth(0.34, 0.05, direction.y());
            double streaks = 0.8 + 0.35 * NOISE.fractal(slant * 60, direction.y() * 3, 3);
            return base.mix(Vec.rgb(0x56636c).times(streaks), curtain * 0.75);
        };
        return view.shoot(width, height);
    }

    /** A lighthouse on its rock after sunset. */
    static Film lighthouse(int width, int height) {
        HeightField land = HeightField.of(1400, 6, (x, z) -> {
                    double r = Math.hypot((x - 3.5) * 0.9, z - 2.1) + 0.25 * NOISE.fractal(x * 1.2, z * 1.2, 5);
                    double far = 0.42
                            * Curves.smooth(4.6, 6, z + 0.4 * x + NOISE.fractal(x * 0.8, z * 0.8, 5))
                            * Curves.smooth(4.5, 1, x);
                    double skerries = 0.09
                            * Curves.smooth(0.12, 0.4, NOISE.fractal(x * 2.2 + 3, z * 2.2, 5))
                            * Curves.smooth(1.5, 0.6, r);
                    return Math.max(0.3 * Curves.smooth(0.75, 0.12, r) + skerries, far)
                            - 0.03
                            + 0.05 * NOISE.fractal(x * 4, z * 4, 5) * Curves.smooth(1, 0.3, r);
                })
                .refined(2800, (x, z) -> 0.008 * NOISE.ridges(x * 14, z * 14, 4));
        Sky sky = new Sky(94);
        sky.sun = new Vec(-0.55, 0.04, 1).unit();
        sky.sunlight = new Vec(0.9, 0.42, 0.26);
        sky.zenith = Vec.rgb(0x1c2f5e);
        sky.horizon = Vec.rgb(0xd98a72);
        sky.glow = Vec.rgb(0xff9a5a);
        sky.glowStrength = 0.75;
        sky.glowWidth = 5;
        sky.steepness = 4;
        sky.cover = 0.46;
        sky.softness = 0.5;
        sky.stretch = 0.4;
        sky.cloudLit = new Vec(0.8, 0.4, 0.4);
        sky.cloudDark = new Vec(0.13, 0.13, 0.24);
        Landscape view = new Landscape(land, sky);
        view.eye = new Vec(3, 0.16, 0.2);
        view.tilt = 0.36;
        view.field = 0.5;
        view.water = true;
        view.ripples = 0.16;
        view.rippleSize = 0.03;
        view.foam = 0.6;
        view.depths = Vec.rgb(0x12303f);
        view.ambient = new Vec(0.2, 0.2, 0.3);
        view.surface = grassOnRock(Vec.rgb(0x4e5a3a), Vec.rgb(0x5d5552), Vec.rgb(0x7d7264));
        view.haze = 0.05;
        Film film = view.shoot(width, height);
        new Tower(view.ambient).draw(film, 0.53, -0.16, 0.62);
        return film.bloom(0.9, 0.012, 0.5);
    }
}
