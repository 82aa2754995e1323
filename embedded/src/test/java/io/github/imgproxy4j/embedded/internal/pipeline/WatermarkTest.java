package io.github.imgproxy4j.embedded.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.TestImages;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.options.Gravity;
import io.github.imgproxy4j.embedded.internal.options.WatermarkPlace;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.awt.Color;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatermarkTest {
    private static final Pixels IMAGE = TestImages.pixels(TestImages.filled(100, 50, Color.WHITE));

    @ParameterizedTest(name = "{0} {1} {2} {3}: {4},{5} {6}x{7}")
    @CsvSource({
        "CENTER, 0, 0, 0, 46, 22, 10, 6",
        "NORTH_WEST, 0, 0, 0, 0, 0, 10, 6",
        "SOUTH_EAST, 0, 0, 0, 90, 44, 10, 6",
        "SOUTH_EAST, 5, 0.1, 0, 85, 39, 10, 6",
        "NORTH_WEST, -4, -3, 0, 0, 0, 6, 3",
        "SOUTH_EAST, -4, -500, 0, 94, 49, 6, 1",
        "NORTH_WEST, 0, 0, 0.5, 0, 0, 42, 25",
    })
    void itLiesWhereThePathSays(
            Gravity.Anchor anchor, double x, double y, double scale, int left, int top, int width, int height)
            throws Exception {
        Pixels marked = marked(new WatermarkPlace(1, anchor, false, x, y, scale), 1, IMAGE);

        assertThat(redArea(marked)).isEqualTo(new Area(left, top, width, height));
    }

    @Test
    void opacitiesOfPathAndServerAreMultiplied() throws Exception {
        Pixels marked = marked(new WatermarkPlace(0.5, Gravity.Anchor.CENTER, false, 0, 0, 0), 0.5, IMAGE);

        assertThat(new Color(marked.argb()[25 * 100 + 50])).isEqualTo(new Color(255, 191, 191));
    }

    @Test
    void tilesCoverTheImageFromTheMiddle() throws Exception {
        Pixels solid = marked(new WatermarkPlace(1, Gravity.Anchor.CENTER, true, 0, 0, 0), 1, IMAGE);
        Pixels spaced = marked(new WatermarkPlace(1, Gravity.Anchor.CENTER, true, 10, 4, 0), 1, IMAGE);

        assertThat(solid.argb()).containsOnly(Color.RED.getRGB());
        for (int index = 0; index < 100 * 50; index++) {
            int x = Math.floorMod(index % 100 - 45, 20);
            int y = Math.floorMod(index / 100 - 22, 10);
            assertThat(spaced.argb()[index])
                    .as("%d", index)
                    .isEqualTo((x < 10 && y < 6 ? Color.RED : Color.WHITE).getRGB());
        }
    }

    @Test
    void aTransparentImageIsMarkedToo() throws Exception {
        Pixels open = TestImages.pixels(TestImages.filled(100, 50, new Color(0, 0, 0, 0)));

        Pixels marked = marked(new WatermarkPlace(1, Gravity.Anchor.NORTH_WEST, false, 0, 0, 0), 1, open);

        assertThat(marked.argb()[0]).isEqualTo(Color.RED.getRGB());
        assertThat(marked.argb()[99]).isZero();
    }

    private static Pixels marked(WatermarkPlace place, double opacity, Pixels image) throws Exception {
        Limits limits = Limits.of(1_000_000, 1, 10 << 20, Duration.ofMinutes(1));
        byte[] mark = TestImages.png(TestImages.filled(10, 6, Color.RED));
        return new Watermark(ServerImage.of(mark), opacity, limits)
                .on(image, place, 1, Deadline.in(Duration.ofMinutes(1)));
    }

    private static Area redArea(Pixels marked) {
        int left = 100;
        int top = 50;
        int right = 0;
        int bottom = 0;
        for (int index = 0; index < marked.argb().length; index++) {
            if (marked.argb()[index] == Color.RED.getRGB()) {
                left = Math.min(left, index % 100);
                right = Math.max(right, index % 100 + 1);
                top = Math.min(top, index / 100);
                bottom = Math.max(bottom, index / 100 + 1);
            }
        }
        return new Area(left, top, right - left, bottom - top);
    }
}
