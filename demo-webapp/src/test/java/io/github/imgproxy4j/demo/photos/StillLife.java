package io.github.imgproxy4j.demo.photos;

import java.util.List;
import java.util.Random;

/** A table by a window, traced with real shadows, glass and a lens that is focused on one fruit. */
final class StillLife {

    private static final int GRID = 4;
    private static final Noise NOISE = new Noise(88);
    private static final Vec WINDOW = new Vec(-5.2, 4.4, -0.6);
    private static final List<Ball> BALLS = List.of(
            new Ball(new Vec(-0.75, 0.62, 0.2), 0.62, Matter.ORANGE),
            new Ball(new Vec(0.52, 0.57, 0.75), 0.57, Matter.ORANGE),
            new Ball(new Vec(-1.75, 0.6, 1.75), 0.6, Matter.ORANGE),
            new Ball(new Vec(0.42, 0.42, -0.72), 0.42, Matter.GLASS),
            new Ball(new Vec(1.42, 0.36, -0.12), 0.36, Matter.MARBLE),
            new Ball(new Vec(-0.28, 0.2, -1.12), 0.2, Matter.MARBLE),
            new Ball(new Vec(1.55, 0.55, 2.1), 0.55, Matter.LIME));

    private StillLife() {}

    private enum Matter {
        ORANGE,
        LIME,
        MARBLE,
        GLASS
    }

    private record Ball(Vec centre, double radius, Matter matter) {

        double meets(Vec from, Vec way) {
            Vec to = centre.minus(from);
            double middle = to.dot(way);
            double rest = radius * radius - to.dot(to) + middle * middle;
            if (rest < 0) {
                return Double.POSITIVE_INFINITY;
            }
            double root = Math.sqrt(rest);
            double near = middle - root;
            double far = middle + root;
            return near > 1e-4 ? near : far > 1e-4 ? far : Double.POSITIVE_INFINITY;
        }
    }

    static Film table(int width, int height) {
        Vec eye = new Vec(0.1, 1.75, -5.4);
        Vec forward = new Vec(-0.05, 0.42, 0.2).minus(eye).unit();
        Vec right = Vec.UP.cross(forward).unit();
        Vec up = forward.cross(right);
        double focus = 5.05;
        Film film = new Film(width, height);
        Random random = new Random(4);
        double half = Math.min(width, height) / 2.0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                Vec sum = Vec.ZERO;
                for (int s = 0; s < GRID * GRID; s++) {
                    int row = s / GRID;
                    double u = (x + (s % GRID + random.nextDouble()) / GRID - width / 2.0) / half * 0.275;
                    double v = (height / 2.0 - y - (row + random.nextDouble()) / GRID) / half * 0.275;
                    Vec aim = eye.plus(forward.plus(right, u).plus(up, v), focus);
                    double spread = 0.055 * Math.sqrt((s * 7 % 16 + random.nextDouble()) / 16);
                    double angle = 2 * Math.PI * (s * 5 % 16 + random.nextDouble()) / 16;
                    Vec from = eye.plus(right, spread * Math.cos(angle)).plus(up, spread * Math.sin(angle));
                    sum = sum.plus(light(from, aim.minus(from).unit(), 0, s, random));
                }
                film.set(x, y, sum.times(1.0 / (GRID * GRID)));
            }
        }
        return film.bloom(1.2, 0.01, 0.25);
    }

    private static Vec light(Vec from, Vec way, int depth, int stratum, Random random) {
        Ball hit = null;
        double t = way.y() < 0 ? -from.y() / way.y() : Double.POSITIVE_INFINITY;
        if (t < 1e-4) {
            t = Double.POSITIVE_INFINITY;
        }
        for (Ball ball : BALLS) {
            double at = ball.meets(from, way);
            if (at < t) {
                t = at;
                hit = ball;
            }
        }
        Vec at = from.plus(way, t);
        if (hit == null && (t > 40 || at.z() > 6)) {
            return room(way);
        }
        Vec normal = hit == null ? Vec.UP : at.minus(hit.centre()).times(1 / hit.radius());
        if (hit != null && hit.matter() == Matter.GLASS) {
            return glass(hit, at, way, normal, depth, stratum, random);
        }
        Vec bumped = normal;
        Vec tint;
        double gloss;
        if (hit == null) {
            tint = wood(at);
            double grain = NOISE.fractal(at.x() * 2.2, at.z() * 30, 3);
            bumped = new Vec(0, 1, 0.03 * grain).unit();
            gloss = 0.22 - 0.1 * grain;
        } else {
            bumped = peel(hit, normal);
            tint = tint(hit, normal);
            gloss = hit.matter() == Matter.MARBLE ? 0.75 : 0.3;
        }
        Vec lit = tint.times(direct(at, bumped, stratum, random).plus(ambient(at, normal)));
        if (depth > 2) {
            return lit;
        }
        double fresnel = 0.04 + 0.96 * Math.pow(1 - Math.max(0, -way.dot(normal)), 5);
        double rough = hit == null ? 0.035 : hit.matter() == Matter.MARBLE ? 0.004 : 0.07;
        Vec blurred = way.reflect(bumped)
                .plus(
                        new Vec(random.nextDouble() - 0.5, random.nextDouble() - 0.5, random.nextDouble() - 0.5),
                        2 * rough)
                .unit();
        if (blurred.dot(normal) <= 0) {
            return lit;
        }
        return lit.plus(light(at, blurred, depth + 2, stratum, random), fresnel * gloss * 1.6);
    }

    private static Vec glass(Ball ball, Vec at, Vec way, Vec normal, int depth, int stratum, Random random) {
        double facing = -way.dot(normal);
        double fresnel = 0.04 + 0.96 * Math.pow(1 - Math.abs(facing), 5);
        Vec mirrored = depth > 3 ? Vec.ZERO : light(at, way.reflect(normal), depth + 2, stratum, random);
        Vec inside = bent(way, normal, 1 / 1.5);
        double chord = ball.meets(at, inside);
        Vec exit = at.plus(inside, chord);
        Vec back = exit.minus(ball.centre()).times(-1 / ball.radius());
        Vec out = bent(inside, back, 1.5);
        Vec through = depth > 3 ? Vec.grey(0.3) : light(exit, out, depth + 1, stratum, random);
        return through.times(new Vec(0.9, 0.97, 0.95)).times(1 - fresnel).plus(mirrored, fresnel);
    }

    private static Vec bent(Vec way, Vec normal, double ratio) {
        double facing = -way.dot(normal);
        double rest = 1 - ratio * ratio * (1 - facing * facing);
        return rest < 0 ? way.reflect(normal) : way.times(ratio).plus(normal, ratio * facing - Math.sqrt(rest));
    }

    /** Light from one random point of the window, four panes with bars between. */
    private static Vec direct(Vec at, Vec normal, int stratum, Random random) {
        int cell = stratum * 3 % 16;
        int row = cell / 4;
        double a = (row + random.nextDouble()) / 4;
        double b = (cell % 4 + random.nextDouble()) / 4;
        Vec to = WINDOW.plus(new Vec(0, 0.5, 1.9), 2 * a - 1)
                .plus(new Vec(0.5, 1.1, 0), 2 * b - 1)
                .minus(at);
        double distance = to.length();
        Vec way = to.times(1 / distance);
        double facing = normal.dot(way);
        if (facing <= 0) {
            return Vec.ZERO;
        }
        double share = 1;
        for (Ball ball : BALLS) {
            if (ball.meets(at, way) < distance) {
                share *= ball.matter() == Matter.GLASS ? 0.5 : 0;
            }
        }
        for (Ball ball : BALLS) {
            if (ball.matter() == Matter.GLASS && at.y() < 0.01) {
                Vec focus = ball.centre().plus(ball.centre().minus(WINDOW).unit(), ball.radius() * 1.25);
                double off = Math.hypot(at.x() - focus.x(), (at.z() - focus.z()) * 1.2);
                share += 2.1 * Math.exp(-off * off / 0.02) + 0.5 * Math.exp(-off * off / 0.06);
            }
        }
        return new Vec(1, 0.93, 0.8).times(76 * share * facing / (distance * distance));
    }

    /** The room's own light, less where a ball is close. */
    private static Vec ambient(Vec at, Vec normal) {
        double open = 0.6 + 0.4 * normal.y();
        Vec bounce = Vec.ZERO;
        for (Ball ball : BALLS) {
            Vec to = ball.centre().minus(at);
            double distance = to.length();
            double near = ball.radius() * ball.radius() / (distance * distance);
            double facing = Math.max(0, normal.dot(to) / distance);
            if (near < 0.999) {
                open *= 1 - near * facing * 0.9;
                bounce = bounce.plus(base(ball.matter()), near * facing * 0.16);
            }
        }
        if (at.y() > 0.001 && normal.y() < 0) {
            bounce = bounce.plus(new Vec(0.3, 0.15, 0.07), -normal.y() * 0.7);
        }
        return new Vec(0.3, 0.33, 0.4).times(Math.max(0, open)).plus(bounce);
    }

    private static Vec room(Vec way) {
        double u = way.x() / way.z();
        double wall = 0.12 + 0.14 * Curves.smooth(0.9, -0.9, u) + 0.05 * NOISE.fractal(u * 2, way.y() * 2, 3);
        Vec colour = new Vec(0.75, 0.82, 0.8).times(wall);
        boolean window = way.x() < -0.55 && way.y() > 0.12 && way.y() < 0.78 && Math.abs(way.z()) < 0.62;
        boolean bar = Math.abs(way.z() - 0.02) < 0.03 || Math.abs(way.y() - 0.45) < 0.02;
        return window && !bar ? new Vec(5.5, 5.4, 5) : colour;
    }

    private static Vec wood(Vec at) {
        double plank = Math.floor(at.z() / 0.9 + 0.35);
        double in = at.z() / 0.9 + 0.35 - plank;
        double x = at.x() + plank * 7.3;
        double rings = at.z() * 7 + 1.1 * NOISE.fractal(x * 0.35, at.z() * 1.6 + plank * 5, 4);
        double ring = Math.abs(2 * (rings - Math.floor(rings)) - 1);
        double fibre = NOISE.fractal(x * 3, at.z() * 90, 4);
        double pores = Curves.smooth(0.15, 0.4, NOISE.fractal(x * 7, at.z() * 160, 3));
        Vec tint = Vec.rgb(0x8a5a33).mix(Vec.rgb(0xb98552), Curves.clamp(ring + 0.5 * fibre));
        double joint = Curves.smooth(0, 0.012, Math.min(in, 1 - in));
        double tone = 0.85 + 0.25 * NOISE.random((int) plank, 3, 1);
        return tint.times((1 - 0.3 * pores) * (0.25 + 0.75 * joint) * tone);
    }

    private static Vec base(Matter matter) {
        return switch (matter) {
            case ORANGE -> Vec.rgb(0xee7d12);
            case LIME -> Vec.rgb(0x7fa32a);
            case MARBLE -> Vec.rgb(0xe9e5de);
            case GLASS -> Vec.grey(0.5);
        };
    }

    private static Vec tint(Ball ball, Vec n) {
        Vec p = n.plus(ball.centre(), 3);
        Vec base = base(ball.matter());
        double mottle = NOISE.fractal(p.x() * 2, p.y() * 2, p.z() * 2, 4);
        if (ball.matter() == Matter.MARBLE) {
            double warp = NOISE.fractal(p.x() * 1.6, p.y() * 1.6, p.z() * 1.6, 5);
            double vein = Math.pow(
                    1 - Math.min(1, Math.abs(NOISE.at(p.x() * 1.3 + warp * 2.4, p.y() * 1.3, p.z() * 1.3)) * 2.2), 6);
            return base.times(0.9 + 0.25 * mottle).mix(Vec.rgb(0x3d4750), vein * 0.85);
        }
        double stalk = Curves.smooth(
                0.035, 0.02, n.minus(new Vec(0.45, 0.85, -0.25).unit()).length() - 0.045);
        Vec skin = base.times(0.95 + 0.3 * mottle).mix(base.times(new Vec(1, 1.35, 1.2)), Curves.clamp(mottle));
        return skin.mix(Vec.rgb(0x5d6b2c), stalk);
    }

    /** The pores of a fruit's skin. */
    private static Vec peel(Ball ball, Vec n) {
        if (ball.matter() == Matter.MARBLE) {
            return n;
        }
        Vec p = n.times(26);
        double bx = NOISE.fractal(p.x(), p.y(), p.z(), 2);
        double by = NOISE.fractal(p.x() + 40, p.y(), p.z(), 2);
        double bz = NOISE.fractal(p.x(), p.y() + 40, p.z(), 2);
        return n.plus(new Vec(bx, by, bz), 0.16).unit();
    }
}
