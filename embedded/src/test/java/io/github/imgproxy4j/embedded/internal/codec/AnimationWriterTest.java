package io.github.imgproxy4j.embedded.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.imgproxy4j.embedded.TestImages;
import io.github.imgproxy4j.embedded.internal.format.FrameHeader;
import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.options.Output;
import io.github.imgproxy4j.embedded.internal.pipeline.Dssim;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Frame;
import io.github.imgproxy4j.embedded.internal.raster.FrameSequence;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parts of frames in a file add up to. */
class AnimationWriterTest {
    private static final int WIDTH = 61;
    private static final int HEIGHT = 37;

    /** Patches come, go, move and are seen through, in few colours and in many. */
    @ParameterizedTest
    @ValueSource(ints = {3, 40, 255})
    void everyFrameOfAGifIsShownExactly(int colours) throws Exception {
        for (long seed = 0; seed < 20; seed++) {
            FrameSequence sequence = sequence(new Random(seed), colours, true);

            List<Pixels> shown = shown(gif(sequence));

            assertThat(shown).hasSameSizeAs(sequence.frames());
            for (int index = 0; index < shown.size(); index++) {
                assertThat(shown.get(index).argb())
                        .as("frame %d of sequence %d", index, seed)
                        .containsExactly(sequence.frames().get(index).pixels().argb());
            }
        }
    }

    @Test
    void framesOfMoreColoursAreShownAsWellAsAloneInAFile() throws Exception {
        FrameSequence sequence = photoWithPatch();

        List<Pixels> shown = shown(gif(sequence));

        for (int index = 0; index < shown.size(); index++) {
            Pixels frame = sequence.frames().get(index).pixels();
            Pixels alone = shown(gif(FrameSequence.still(frame))).get(0);
            assertThat(Dssim.between(frame, shown.get(index))).isLessThan(Dssim.between(frame, alone) * 1.5 + 0.002);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void framesOfAWebpAreShownNearly(boolean transparency) throws Exception {
        for (long seed = 0; seed < 5; seed++) {
            FrameSequence sequence = sequence(new Random(seed), 200, transparency);

            List<Pixels> shown = shown(webp(sequence));

            assertThat(shown).hasSameSizeAs(sequence.frames());
            for (int index = 0; index < shown.size(); index++) {
                Pixels frame = sequence.frames().get(index).pixels();
                Pixels alone = shown(webp(FrameSequence.still(frame))).get(0);
                assertThat(Dssim.between(frame, shown.get(index)))
                        .as("frame %d of sequence %d", index, seed)
                        .isLessThan(Dssim.between(frame, alone) * 1.5 + 0.01);
                assertThat(covers(shown.get(index))).containsExactly(covers(frame));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"GIF", "WEBP"})
    void aFrameTakesWhatHasChanged(ImageFormat format) throws Exception {
        FrameSequence sequence = photoWithPatch();
        int first = Encoder.encode(sequence.first(), format, 80).length;

        byte[] file = Encoder.encode(sequence, format, 80, Output.PLAIN);

        assertThat(file.length).isLessThan(first * 2);
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"GIF", "WEBP"})
    void aFrameThatShowsNothingNewTakesItsTime(ImageFormat format) throws Exception {
        Pixels image = TestImages.pixels(TestImages.waves(40, 30));
        Pixels other = TestImages.pixels(TestImages.filled(40, 30, Color.RED));
        FrameSequence sequence =
                new FrameSequence(List.of(new Frame(image, 50), new Frame(image, 70), new Frame(other, 30)), 0);

        byte[] file = Encoder.encode(sequence, format, 80, Output.PLAIN);

        List<FrameHeader> frames = HeaderReader.read(file).animation().frames();
        assertThat(frames.stream().mapToInt(FrameHeader::delayMillis).sum()).isEqualTo(150);
        assertThat(frames.get(frames.size() - 1).delayMillis()).isEqualTo(30);
        assertThat(new Color(shown(file).get(frames.size() - 1).argb()[400]).getRed())
                .isCloseTo(255, within(4));
    }

    private static FrameSequence sequence(Random random, int colours, boolean transparency) {
        int[] table = random.ints(colours, 0, 1 << 24)
                .map(colour -> 0xFF000000 | colour)
                .toArray();
        int[] argb = new int[WIDTH * HEIGHT];
        Arrays.setAll(argb, place -> transparency && place % 3 == 0 ? 0 : table[place / 9 % colours]);
        List<Frame> frames = new ArrayList<>();
        for (int index = 0; index < 6; index++) {
            int left = random.nextInt(WIDTH - 1);
            int top = random.nextInt(HEIGHT - 1);
            int right = left + 1 + random.nextInt(WIDTH - left);
            int bottom = top + 1 + random.nextInt(HEIGHT - top);
            int colour = transparency && random.nextBoolean() ? 0 : table[random.nextInt(colours)];
            for (int y = top; y < Math.min(bottom, HEIGHT); y++) {
                Arrays.fill(argb, y * WIDTH + left, y * WIDTH + Math.min(right, WIDTH), colour);
            }
            // Something differs between all frames.
            argb[0] = table[index % colours];
            argb[1] = argb[0] == table[0] ? table[1] : table[0];
            frames.add(new Frame(new Pixels(WIDTH, HEIGHT, argb.clone(), transparency), 50));
        }
        return new FrameSequence(frames, 0);
    }

    /** A small patch wanders over an image of many colours. */
    private static FrameSequence photoWithPatch() {
        List<Frame> frames = new ArrayList<>();
        for (int index = 0; index < 6; index++) {
            Pixels photo = TestImages.pixels(TestImages.waves(160, 120)).withAlphaChecked();
            for (int y = 20; y < 30; y++) {
                Arrays.fill(photo.argb(), y * 160 + 10 * index, y * 160 + 10 * index + 12, 0xFF20E040);
            }
            frames.add(new Frame(photo, 50));
        }
        return new FrameSequence(frames, 0);
    }

    private static byte[] gif(FrameSequence sequence) throws Exception {
        return Encoder.encode(sequence, ImageFormat.GIF, 80, Output.PLAIN);
    }

    private static byte[] webp(FrameSequence sequence) throws Exception {
        return Encoder.encode(sequence, ImageFormat.WEBP, 80, Output.PLAIN);
    }

    private static int[] covers(Pixels pixels) {
        return Arrays.stream(pixels.argb()).map(pixel -> pixel >>> 24).toArray();
    }

    private static List<Pixels> shown(byte[] file) throws Exception {
        List<Pixels> shown = new ArrayList<>();
        var header = HeaderReader.read(file);
        Decoder decoder = new Decoder(file, header, Deadline.never());
        if (header.animation().frames().isEmpty()) {
            return List.of(decoder.shrunk(Area.of(header.width(), header.height()), 1, 1));
        }
        decoder.decodeFrames(99, (image, delayMillis) -> shown.add(image));
        return shown;
    }
}
