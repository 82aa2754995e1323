package io.github.imgproxy4j.demo.photos;

/** A ball in space, lit by a sun, with a surface pattern and perhaps air around it. */
record Planet(Skin skin, Vec air) {

    /** The colour of a point of the unit sphere. */
    @FunctionalInterface
    interface Skin {
        Vec colour(Vec point);
    }

    /** Oceans, continents, ice and weather. */
    static Planet blue(int seed) {
        Noise noise = new Noise(seed);
        Skin skin = p -> {
            double land = noise.fractal(p.x() * 1.7, p.y() * 1.7, p.z() * 1.7, 7);
            double dry = noise.fractal(p.x() * 3 + 5, p.y() * 3, p.z() * 3, 5);
            Vec sea = Vec.rgb(0x0b2f63).mix(Vec.rgb(0x1a6a8f), Curves.smooth(-0.14, 0.04, land));
            Vec soil = Vec.rgb(0x3d5a2c).mix(Vec.rgb(0xa98a58), Curves.smooth(-0.15, 0.2, dry));
            Vec ground = sea.mix(soil, Curves.smooth(0.04, 0.055, land));
            ground = ground.mix(Vec.grey(0.85), Curves.smooth(0.78, 0.86, Math.abs(p.y()) + 0.15 * dry));
            double swirl = noise.fractal(p.x() * 2 + 9, p.y() * 2, p.z() * 2, 3);
            double clouds = noise.fractal(p.x() * 2.4 + swirl, p.y() * 4.6 + swirl, p.z() * 2.4 - swirl, 7);
            return ground.mix(Vec.grey(0.92), Curves.smooth(0, 0.32, clouds));
        };
        return new Planet(skin, new Vec(0.25, 0.5, 1));
    }

    /** Bands of gas, stirred. */
    static Planet gas(int seed) {
        Noise noise = new Noise(seed);
        Vec[] bands = {
            Vec.rgb(0xe9d3a8),
            Vec.rgb(0xc79a66),
            Vec.rgb(0xf2e4c6),
            Vec.rgb(0xb98255),
            Vec.rgb(0xdfc08f),
            Vec.rgb(0xa8795a)
        };
        Skin skin = p -> {
            double stir = 0.09 * noise.fractal(p.x() * 2, p.y() * 9, p.z() * 2, 5);
            double fine = 0.02 * noise.fractal(p.x() * 8, p.y() * 60, p.z() * 8, 4);
            double level = (p.y() + stir + fine + 1) * 7.5;
            int i = (int) Math.floor(level);
            double share = Curves.smooth(0.15, 0.85, level - i);
            double wobble = 0.92 + 0.25 * noise.fractal(p.x() * 4, p.y() * 30, p.z() * 4, 5);
            return bands[Math.floorMod(i, bands.length)]
                    .mix(bands[Math.floorMod(i + 1, bands.length)], share)
                    .times(wobble);
        };
        return new Planet(skin, new Vec(0.5, 0.42, 0.3));
    }

    /** The planet hung into the sky in a direction, with an angular radius. */
    Vec hung(Vec direction, Vec towards, double radius, Vec sun, Vec background) {
        Vec side = Vec.UP.cross(towards).unit();
        Vec top = towards.cross(side);
        double u = direction.dot(side) / radius;
        double v = direction.dot(top) / radius;
        if (direction.dot(towards) < 0 || u * u + v * v > 2.5) {
            return background;
        }
        Vec local = new Vec(sun.dot(side), sun.dot(top), -sun.dot(towards));
        return seen(u, v, local, 0.4, 0, background);
    }

    /** The disc at (u, v), radius 1, the viewer at +z; edges are softened over a thousandth. */
    Vec seen(double u, double v, Vec sun, double lean, double turn, Vec background) {
        double r = Math.sqrt(u * u + v * v);
        double day = Curves.smooth(-0.5, 0.6, (u * sun.x() + v * sun.y()) / Math.max(r, 0.2));
        Vec around = background.plus(air, 0.9 * day * Math.exp(-Math.max(0, r - 1) * 38));
        if (r >= 1.004) {
            return around;
        }
        double z = Math.sqrt(Math.max(0, 1 - r * r));
        Vec normal = new Vec(u, v, z);
        double light = Math.max(0, normal.dot(sun));
        double limb = Math.pow(1 - z, 3);
        Vec colour = skin.colour(spun(normal, lean, turn)).times(2.2 * light + 0.004);
        colour = colour.plus(air, limb * light * 1.6 + 0.12 * light);
        return colour.mix(around, Curves.smooth(0.996, 1.004, r));
    }

    private static Vec spun(Vec n, double lean, double turn) {
        double x = n.x() * Math.cos(lean) - n.y() * Math.sin(lean);
        double y = n.x() * Math.sin(lean) + n.y() * Math.cos(lean);
        return new Vec(x * Math.cos(turn) + n.z() * Math.sin(turn), y, n.z() * Math.cos(turn) - x * Math.sin(turn));
    }
}
