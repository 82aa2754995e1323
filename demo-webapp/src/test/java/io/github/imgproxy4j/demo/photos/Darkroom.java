package io.github.imgproxy4j.demo.photos;

import java.awt.image.BufferedImage;

/** Develops film: exposure, shoulder, contrast, saturation, vignette and grain. */
record Darkroom(double exposure, double contrast, double saturation, double vignette, double grain) {

    static final Darkroom NORMAL = new Darkroom(1, 0.25, 1.08, 0.22, 0.006);

    Darkroom exposed(double value) {
        return new Darkroom(value, contrast, saturation, vignette, grain);
    }

    Darkroom contrasty(double value) {
        return new Darkroom(exposure, value, saturation, vignette, grain);
    }

    Darkroom saturated(double value) {
        return new Darkroom(exposure, contrast, value, vignette, grain);
    }

    Darkroom vignetted(double value) {
        return new Darkroom(exposure, contrast, saturation, value, grain);
    }

    Darkroom grainy(double value) {
        return new Darkroom(exposure, contrast, saturation, vignette, value);
    }

    /** Encodes in sRGB, or in the wide space when asked. */
    BufferedImage develop(Film film, boolean wide) {
        BufferedImage image = new BufferedImage(film.width, film.height, BufferedImage.TYPE_INT_RGB);
        Noise noise = new Noise(77);
        double radius = Math.hypot(film.width, film.height) / 2;
        for (int y = 0; y < film.height; y++) {
            for (int x = 0; x < film.width; x++) {
                double off = Math.hypot(x - film.width / 2.0, y - film.height / 2.0) / radius;
                Vec c = film.get(x, y).times(exposure * (1 - vignette * off * off));
                Vec shown = new Vec(shoulder(c.x()), shoulder(c.y()), shoulder(c.z()));
                shown = Vec.grey(shown.luma()).mix(shown, saturation);
                if (wide) {
                    shown = WideGamut.fromSrgb(shown);
                }
                double speck = grain * (noise.random(x, y, 1) + noise.random(x, y, 2) - 1);
                image.setRGB(x, y, code(shown.x(), speck) << 16 | code(shown.y(), speck) << 8 | code(shown.z(), speck));
            }
        }
        return image;
    }

    private static double shoulder(double light) {
        return 1 - Math.exp(-Math.max(0, light));
    }

    private int code(double linear, double speck) {
        double encoded = Tone.toEncoded(Curves.clamp(linear));
        double curved = encoded * encoded * (3 - 2 * encoded);
        return (int) Math.round(255 * Curves.clamp(Curves.mix(encoded, curved, contrast) + speck));
    }
}
