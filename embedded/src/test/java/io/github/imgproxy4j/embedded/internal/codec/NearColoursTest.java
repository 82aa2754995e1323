package io.github.imgproxy4j.embedded.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.pipeline.Dssim;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Frame;
import io.github.imgproxy4j.embedded.internal.raster.FrameSequence;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.raster.Resampler;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearColoursTest {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 150;
    private static final int COLOURS = 64;

    @Test
    void onlyColoursThatAreHardToTellApartStandForEachOther() {
        NearColours near = NearColours.of(0xFF808080, 0xFF848484, 0xFF8A8A8A, 0xFFC08080, 0, 0xFF818181);

        assertThat(near.others(0)).containsExactly(5, 1, 2);
        assertThat(near.others(3)).isEmpty();
        assertThat(near.others(4)).isEmpty();
        // A transparent one may be added to a table.
        assertThat(near.others(6)).isEmpty();
    }

    @Test
    void photographsKeepTheirColours() {
        int[] grays = new int[128];
        for (int index = 0; index < grays.length; index++) {
            grays[index] = 0xFF000000 | index * 0x10101;
        }

        assertThat(NearColours.of(grays).isEmpty()).isTrue();
    }

    /** Edges of two colours become ramps of many, which compress badly. */
    @Test
    void aSmallerDrawingHasNoMoreBytes() throws Exception {
        List<Frame> own = new ArrayList<>();
        List<Frame> smaller = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            Pixels drawn = ball(number);
            own.add(new Frame(drawn, 50));
            smaller.add(new Frame(
                    Resampler.resize(drawn, WIDTH, HEIGHT, 160, 120, Area.of(160, 120), Deadline.never()), 50));
        }

        byte[] ownFile = GifWriter.write(new FrameSequence(own, 0), COLOURS, Deadline.never());
        byte[] file = GifWriter.write(new FrameSequence(smaller, 0), COLOURS, Deadline.never());

        assertThat(file).hasSizeLessThanOrEqualTo(ownFile.length);
        assertThat(shown(ownFile).get(7).argb()).isEqualTo(own.get(7).pixels().argb());
        List<Pixels> shown = shown(file);
        for (int number = 0; number < shown.size(); number++) {
            assertThat(Dssim.between(shown.get(number), smaller.get(number).pixels()))
                    .isLessThan(0.025);
        }
    }

    private static Pixels ball(int number) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(new Color(240, 240, 250));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        int left = 7 * number;
        int top = (int) Math.abs((HEIGHT - 60) * Math.sin(number / 2.0));
        graphics.setColor(new Color(200, 40, 60));
        graphics.fillOval(left, top, 50, 50);
        graphics.setColor(new Color(255, 180, 180));
        graphics.fillOval(left + 10, top + 10, 12, 12);
        graphics.dispose();
        return new Pixels(WIDTH, HEIGHT, image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH), false);
    }

    private static List<Pixels> shown(byte[] file) throws Exception {
        ImageHeader header = HeaderReader.read(file);
        List<Pixels> frames = new ArrayList<>();
        new Decoder(file, header, Deadline.never())
                .decodeFrames(header.animation().frames().size(), (pixels, delayMillis) -> frames.add(pixels));
        return frames;
    }
}
