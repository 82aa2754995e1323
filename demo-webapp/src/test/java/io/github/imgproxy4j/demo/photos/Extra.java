package io.github.imgproxy4j.demo.photos;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** The pictures that are not JPEGs: cut-outs with transparency, an animation, a drawing. */
enum Extra {
    BALLOON(
            "balloon-cutout.png",
            "Balloon, cut out",
            "A single red, blue and yellow hot-air balloon on a transparent background",
            1050,
            1400) {
        @Override
        byte[] render() throws IOException {
            return png(CutOut.balloon(width(), height()));
        }
    },
    BUBBLES("soap-bubbles.png", "Soap bubbles", "Nine shimmering soap bubbles on a transparent background", 1200, 900) {
        @Override
        byte[] render() throws IOException {
            return png(CutOut.bubbles(width(), height()));
        }
    },
    PLANET(
            "turning-planet.gif",
            "Turning planet",
            "Animation: a blue planet with clouds and continents turning once around itself",
            480,
            320) {
        @Override
        byte[] render() throws IOException {
            return GifFile.encode(TurningPlanet.frames(width(), height()), 64, 12);
        }
    },
    DRAWING(
            "mountain-evening.svg",
            "Evening in the mountains",
            "Illustration: a low sun behind violet mountain ridges with firs and a flock of birds",
            1200,
            800) {
        @Override
        byte[] render() {
            return Illustration.svg().getBytes(StandardCharsets.UTF_8);
        }
    };

    private final String file;
    private final String title;
    private final String alt;
    private final int width;
    private final int height;

    Extra(String file, String title, String alt, int width, int height) {
        this.file = file;
        this.title = title;
        this.alt = alt;
        this.width = width;
        this.height = height;
    }

    abstract byte[] render() throws IOException;

    String file() {
        return file;
    }

    String title() {
        return title;
    }

    String alt() {
        return alt;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
