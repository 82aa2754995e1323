package io.github.imgproxy4j.embedded.internal.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.TestImages;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.raster.Rgb;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrimTest {
    /** A red box of 20x10 at 30,15 on white. */
    private static final Pixels BOX = box(Color.WHITE);

    @ParameterizedTest
    @CsvSource({
        "10, '', false, false, 30, 15, 20, 10",
        "10, ffffff, false, false, 30, 15, 20, 10",
        "10, '', true, false, 30, 15, 40, 10",
        "10, '', false, true, 30, 15, 20, 20",
        "10, ff0000, false, false, 0, 0, 100, 50",
        "255, '', false, false, 0, 0, 100, 50",
    })
    void aUniformBorderIsCutOff(
            double threshold, String hex, boolean across, boolean down, int left, int top, int width, int height)
            throws Exception {
        Rgb colour = hex.isEmpty() ? null : Rgb.of(Integer.parseInt(hex, 16));

        assertThat(inside(new Trim(threshold, colour, across, down), BOX))
                .isEqualTo(new Area(left, top, width, height));
    }

    @Test
    void aTransparentBorderIsCutOffAsMagenta() throws Exception {
        Pixels open = box(new Color(0, 0, 0, 0));

        assertThat(inside(new Trim(10, null, false, false), open)).isEqualTo(new Area(30, 15, 20, 10));
        assertThat(inside(new Trim(10, new Rgb(255, 0, 255), false, false), open))
                .isEqualTo(new Area(30, 15, 20, 10));
    }

    @Test
    void aSingleOddPixelDoesNotCount() throws Exception {
        Pixels dusty = box(Color.WHITE);
        dusty.argb()[3 * 100 + 70] = 0xFF000000;

        assertThat(inside(new Trim(10, null, false, false), dusty)).isEqualTo(new Area(30, 15, 20, 10));
    }

    private static Area inside(Trim trim, Pixels pixels) throws ProcessingException, InterruptedException {
        return trim.inside(pixels, Deadline.in(Duration.ofMinutes(1)));
    }

    private static Pixels box(Color background) {
        BufferedImage image = TestImages.filled(100, 50, background);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(30, 15, 20, 10);
        graphics.dispose();
        return TestImages.pixels(image);
    }
}
