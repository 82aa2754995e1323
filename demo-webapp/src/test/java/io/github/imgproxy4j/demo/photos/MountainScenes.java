package io.github.imgproxy4j.demo.photos;

/** High mountains: ridged noise, rained on until it has valleys. */
final class MountainScenes {

    private static final Noise NOISE = new Noise(41);

    private MountainScenes() {}

    /** A range along x, with a basin in front of it. */
    private static HeightField range(int seed, double height, double basin) {
        Noise noise = new Noise(seed);
        HeightField coarse = HeightField.of(1024, 16, (x, z) -> {
            double warpX = noise.fractal(x * 0.3, z * 0.3, 3) * 0.8;
            double warpZ = noise.fractal(x * 0.3 + 40, z * 0.3, 3) * 0.8;
            double crest = noise.ridges(x * 0.22 + warpX * 0.4, z * 0.22 + warpZ * 0.4, 7);
            double rise = Curves.smooth(3.2, 9, z + warpX * 1.5 + Math.abs(x - 8) * 0.55);
            double hills = 0.12 * noise.fractal(x * 0.8, z * 0.8, 6);
            return (crest * height * (0.12 + 0.88 * rise) + hills) - basin * (1 - rise);
        });
        return coarse.slumped(12, 1.5)
                .eroded(420_000, 0.2)
                .slumped(10, 1.25)
                .refined(
                        3000,
                        (x, z) -> 0.022 * noise.fractal(x * 9, z * 9, 5) + 0.035 * noise.ridges(x * 4.5, z * 4.5, 5));
    }

    /** Rock on steep ground, snow on flat high ground, green below. */
    private static Landscape.Surface alpine(double snowLine, Vec meadow, Vec forest) {
        Vec rock = Vec.rgb(0x7d766e);
        Vec darkRock = Vec.rgb(0x4c4845);
        return new Landscape.Surface() {
            @Override
            public Vec albedo(Vec at, Vec normal, double distance) {
                double patch = NOISE.fractal(at.x() * 3, at.z() * 3 + at.y(), 6);
                double strata = NOISE.fractal(at.x() * 5, at.y() * 11 + at.x() * 3, at.z() * 5, 4);
                Vec stone = darkRock.mix(rock, Curves.clamp(0.4 + strata + patch * 0.9));
                double green = Curves.smooth(0.62, 0.82, normal.y() + patch * 0.25)
                        * Curves.smooth(snowLine * 0.85, snowLine * 0.45, at.y() + patch * 0.25);
                double trees = Curves.smooth(-0.12, 0.12, NOISE.fractal(at.x() * 1.3 + 9, at.z() * 1.3, 5))
                        * Curves.smooth(snowLine * 0.62, snowLine * 0.35, at.y());
                double crowns = 0.55 + 0.9 * Curves.clamp(0.5 + NOISE.fractal(at.x() * 70, at.z() * 70, 3));
                Vec growth = meadow.times(0.8 + 0.7 * patch).mix(forest.times(crowns), trees);
                Vec base = stone.mix(growth, green);
                double white = Curves.smooth(
                                snowLine - 0.12,
                                snowLine + 0.3,
                                at.y() + patch * 0.5 + strata * 0.15 + normal.y() * 0.2)
                        * Curves.smooth(0.5, 0.72, normal.y() + patch * 0.12);
                return base.mix(new Vec(0.86, 0.89, 0.94), white);
            }

            @Override
            public Vec relief(Vec at, Vec normal, double distance) {
                double strength = 0.35 / (1 + distance * 0.35);
                double bx = NOISE.fractal(at.x() * 24, at.y() * 24, at.z() * 24, 4);
                double bz = NOISE.fractal(at.z() * 24 + 50, at.y() * 24, at.x() * 24, 4);
                return new Vec(normal.x() + bx * strength, normal.y(), normal.z() + bz * strength).unit();
            }
        };
    }

    static Film alpineLake(int width, int height) {
        Sky sky = new Sky(3);
        sky.sun = new Vec(-0.86, 0.3, 0.25).unit();
        sky.sunlight = new Vec(4.6, 3, 1.9);
        sky.zenith = Vec.rgb(0x33619f);
        sky.horizon = Vec.rgb(0xe3cfc6);
        sky.glow = Vec.rgb(0xffb878);
        sky.steepness = 3.4;
        sky.cover = 0.62;
        sky.cloudScale = 0.55;
        sky.cloudLit = new Vec(1.25, 0.95, 0.82);
        sky.cloudDark = new Vec(0.42, 0.42, 0.52);
        Landscape view = new Landscape(range(12, 2.5, 0.75), sky);
        view.eye = new Vec(8, 0.045, 1.1);
        view.tilt = 0.42;
        view.field = 0.42;
        view.water = true;
        view.ripples = 0.012;
        view.rippleSize = 0.012;
        view.surface = alpine(1.15, Vec.rgb(0x6f7a3f), Vec.rgb(0x26361f));
        view.ambient = new Vec(0.25, 0.31, 0.43);
        view.haze = 0.035;
        view.hazeFade = 0.5;
        view.fog = 0.4;
        view.fogFade = 18;
        return view.shoot(width, height);
    }

    static Film snowyPeaks(int width, int height) {
        Sky sky = new Sky(9);
        sky.sun = new Vec(0.8, 0.42, 0.1).unit();
        sky.sunlight = new Vec(3.3, 3.1, 2.8);
        sky.zenith = Vec.rgb(0x1d4f9c);
        sky.horizon = Vec.rgb(0xb9d3ec);
        sky.glowStrength = 0.25;
        sky.cover = 0.55;
        Landscape view = new Landscape(range(27, 2.9, 0.2), sky);
        view.eye = new Vec(8.6, 1.75, 1.6);
        view.yaw = -0.12;
        view.tilt = -0.1;
        view.field = 0.36;
        view.surface = alpine(0.35, Vec.rgb(0x59643a), Vec.rgb(0x22301f));
        view.ambient = new Vec(0.3, 0.42, 0.66);
        view.haze = 0.035;
        view.fog = 0.35;
        view.fogFade = 3.2;
        return view.shoot(width, height);
    }

    static Film duskPanorama(int width, int height) {
        Sky sky = new Sky(15);
        sky.sun = new Vec(0.35, 0.035, 1).unit();
        sky.sunlight = new Vec(2.6, 1.1, 0.55);
        sky.zenith = Vec.rgb(0x2a3d74);
        sky.horizon = Vec.rgb(0xe58d68);
        sky.glow = Vec.rgb(0xff9c4a);
        sky.glowStrength = 0.8;
        sky.glowWidth = 9;
        sky.steepness = 4.5;
        sky.cover = 0.5;
        sky.stretch = 0.45;
        sky.cloudScale = 0.7;
        sky.cloudLit = new Vec(1.3, 0.52, 0.38);
        sky.cloudDark = new Vec(0.23, 0.17, 0.3);
        Landscape view = new Landscape(range(33, 2.4, 0), sky);
        view.eye = new Vec(8, 1.8, 0.8);
        view.yaw = 0.1;
        view.tilt = 0.18;
        view.field = 0.34;
        view.surface = alpine(1.9, Vec.rgb(0x4a4a34), Vec.rgb(0x1c241c));
        view.ambient = new Vec(0.13, 0.12, 0.22);
        view.haze = 0.05;
        view.hazeFade = 0.4;
        view.fog = 0.5;
        view.fogFade = 3;
        return view.shoot(width, height);
    }

    /** A night sky with the milky way over a ridge. */
    static Film milkyWay(int width, int height) {
        Sky sky = new Sky(4);
        sky.sun = new Vec(-0.5, 0.3, -0.6).unit();
        sky.sunlight = new Vec(0.1, 0.12, 0.17);
        sky.zenith = new Vec(0.008, 0.014, 0.034);
        sky.horizon = new Vec(0.075, 0.07, 0.085);
        sky.glow = new Vec(0.5, 0.28, 0.1);
        sky.glowStrength = 0;
        sky.steepness = 3.2;
        Landscape view = new Landscape(range(52, 2.7, 0.1), sky);
        view.eye = new Vec(7.2, 0.75, 0.8);
        view.tilt = 0.82;
        view.field = 0.62;
        view.surface = alpine(0.8, Vec.rgb(0x3b4434), Vec.rgb(0x1a2420));
        view.ambient = new Vec(0.028, 0.036, 0.06);
        view.haze = 0.05;
        NightSky stars = new NightSky(8);
        view.overlay = stars::milkyWay;
        return view.shoot(width, height).bloom(0.5, 0.004, 0.6);
    }

    static Film auroraLake(int width, int height) {
        Sky sky = new Sky(6);
        sky.sun = new Vec(0.3, 0.5, -0.6).unit();
        sky.sunlight = new Vec(0.07, 0.14, 0.12);
        sky.zenith = new Vec(0.006, 0.014, 0.036);
        sky.horizon = new Vec(0.03, 0.06, 0.075);
        sky.glowStrength = 0;
        Landscape view = new Landscape(range(64, 1.5, 0.6), sky);
        view.eye = new Vec(8, 0.04, 1.1);
        view.tilt = 0.3;
        view.field = 0.6;
        view.water = true;
        view.ripples = 0.03;
        view.rippleSize = 0.014;
        view.depths = new Vec(0.01, 0.03, 0.04);
        view.surface = alpine(0.5, Vec.rgb(0x3b4434), Vec.rgb(0x1a2420));
        view.ambient = new Vec(0.035, 0.085, 0.075);
        view.haze = 0.04;
        NightSky stars = new NightSky(21);
        view.overlay = stars::aurora;
        return view.shoot(width, height).bloom(0.35, 0.006, 0.3);
    }

    /** The grey ground of a moon, and a blue world above it. */
    static Film moonGround(int width, int height) {
        Noise noise = new Noise(71);
        HeightField land = HeightField.of(2600, 16, (x, z) -> {
            double y = 0.35 * noise.fractal(x * 0.35, z * 0.35, 7)
                    + 0.5 * Curves.smooth(7, 14, z) * noise.ridges(x * 0.15, z * 0.15, 5);
            double size = 0.45;
            for (int octave = 0; octave < 5; octave++) {
                Noise.Cell cell = noise.cell(x * size + octave * 7.7, z * size);
                double rim = 0.12 + 0.26 * cell.random(1);
                double r = cell.first() / rim;
                double depth = rim / size * 0.22 * cell.random(2);
                double bowl = r < 1 ? (r * r - 0.62) * depth * 1.3 : depth * 0.5 * Math.exp(-(r - 1) * 3.5);
                y += r < 4 ? bowl : 0;
                size *= 2.1;
            }
            return y;
        });
        Sky sky = new Sky(2);
        sky.sun = new Vec(-0.8, 0.26, 0.1).unit();
        sky.sunlight = new Vec(3.4, 3.3, 3.1);
        sky.zenith = Vec.ZERO;
        sky.horizon = Vec.ZERO;
        sky.glowStrength = 0;
        Landscape view = new Landscape(land, sky);
        view.eye = new Vec(8, land.at(8, 1) + 0.32, 1);
        view.tilt = 0.28;
        view.field = 0.5;
        view.haze = 0;
        view.ambient = new Vec(0.012, 0.013, 0.016);
        view.surface = new Landscape.Surface() {
            @Override
            public Vec albedo(Vec at, Vec normal, double distance) {
                double dust = 0.27 + 0.13 * noise.fractal(at.x() * 1.1, at.z() * 1.1, 8);
                return new Vec(dust * 1.03, dust, dust * 0.95);
            }

            @Override
            public Vec relief(Vec at, Vec normal, double distance) {
                double strength = 0.3 / (1 + distance * 0.3);
                double bx = noise.fractal(at.x() * 45, at.z() * 45, 5);
                double bz = noise.fractal(at.z() * 45 + 50, at.x() * 45, 5);
                return new Vec(normal.x() + bx * strength, normal.y(), normal.z() + bz * strength).unit();
            }
        };
        Planet world = Planet.blue(19);
        NightSky stars = new NightSky(5);
        Vec towards = new Vec(0.17, 0.27, 1).unit();
        view.overlay = (direction, base) ->
                world.hung(direction, towards, 0.085, sky.sun, base.plus(stars.stars(direction, 0.08)));
        return view.shoot(width, height).bloom(0.9, 0.008, 0.25);
    }
}
