package io.github.imgproxy4j.demo.photos;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** The frames of a planet's day. */
final class TurningPlanet {

    private static final int FRAMES = 22;

    private TurningPlanet() {}

    static List<BufferedImage> frames(int width, int height) {
        Planet planet = Planet.blue(19);
        NightSky stars = new NightSky(25);
        Vec sun = new Vec(-0.66, 0.3, 0.69).unit();
        List<BufferedImage> frames = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            double turn = 2 * Math.PI * i / FRAMES;
            Film film = Film.paint(width, height, 2, (u, v) -> {
                Vec background = stars.stars(new Vec(u * 0.4, v * 0.4, 1).unit(), 0.08);
                return planet.seen(u / 0.72, v / 0.72, sun, 0.4, turn, background);
            });
            frames.add(Darkroom.NORMAL.grainy(0).develop(film, false));
        }
        return frames;
    }
}
