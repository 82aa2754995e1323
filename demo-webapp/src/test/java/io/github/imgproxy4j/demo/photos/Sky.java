package io.github.imgproxy4j.demo.photos;

/** Sky light by direction: a gradient, the glow around the sun, the sun itself, and a deck of clouds. */
final class Sky {

    Vec sun = new Vec(0.3, 0.3, 1).unit();
    Vec sunlight = new Vec(3, 2.8, 2.4);
    Vec zenith = Vec.rgb(0x3a6fb5);
    Vec horizon = Vec.rgb(0xc9dcea);
    Vec glow = Vec.rgb(0xffd9a0);
    double steepness = 3;
    double glowStrength = 0.5;
    double glowWidth = 8;
    boolean disc;
    double discSize = 0.0006;

    double cover = 2;
    double softness = 0.35;
    double cloudScale = 0.5;
    double stretch = 1;
    Vec cloudLit = Vec.grey(1.1);
    Vec cloudDark = Vec.grey(0.45);
    private final Noise noise;

    Sky(int seed) {
        noise = new Noise(seed);
    }

    /** What is seen along a direction. */
    Vec colour(Vec direction) {
        Vec base = clear(direction);
        double mu = Math.max(0, direction.dot(sun));
        if (disc) {
            base = base.plus(sunlight, 12 * Curves.smooth(1 - discSize, 1 - discSize * 0.7, mu));
        }
        if (cover > 1 || direction.y() <= 0.004) {
            return base;
        }
        double reach = cloudScale / (direction.y() + 0.05);
        double x = direction.x() * reach * stretch;
        double z = direction.z() * reach;
        double density = density(x, z);
        if (density <= 0) {
            return base;
        }
        double toSun = density(x + sun.x() * 0.18, z + sun.z() * 0.18);
        double lit = Curves.clamp(0.62 + (density - toSun) * 1.1 - density * 0.25 + 0.5 * Math.pow(mu, 6));
        Vec cloud = cloudDark.mix(cloudLit, lit).plus(glow, glowStrength * Math.pow(mu, 14) * (1 - density) * 2.5);
        double far = Math.exp(-0.05 / direction.y());
        return base.mix(cloud, density * far);
    }

    /** The sky without clouds or sun: also the colour of far haze. */
    Vec clear(Vec direction) {
        double up = 1 - Math.exp(-steepness * Math.max(0, direction.y()));
        double mu = Math.max(0, direction.dot(sun));
        double around = Math.pow(mu, glowWidth) + 0.8 * Math.pow(mu, glowWidth * 12);
        return horizon.mix(zenith, up).plus(glow, glowStrength * around * (1 - 0.5 * up));
    }

    private double density(double x, double z) {
        double warp = noise.at(x * 0.7 + 5, z * 0.7);
        double shape = 0.5 + 0.75 * noise.fractal(x + warp * 0.5, z + warp * 0.4, 7);
        return Curves.smooth(cover, cover + softness, shape);
    }
}
