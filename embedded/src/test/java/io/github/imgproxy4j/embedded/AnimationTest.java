package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.imgproxy4j.embedded.internal.codec.Decoder;
import io.github.imgproxy4j.embedded.internal.codec.Encoder;
import io.github.imgproxy4j.embedded.internal.format.FrameHeader;
import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.options.Output;
import io.github.imgproxy4j.embedded.internal.options.PathRules;
import io.github.imgproxy4j.embedded.internal.options.Presets;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Canvas;
import io.github.imgproxy4j.embedded.internal.raster.Frame;
import io.github.imgproxy4j.embedded.internal.raster.FrameSequence;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.source.AllowedSources;
import io.github.imgproxy4j.embedded.internal.source.LocalSources;
import io.github.imgproxy4j.embedded.internal.source.Sources;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnimationTest {
    private static final Color[] COLOURS = {Color.RED, Color.GREEN, Color.BLUE};

    @TempDir
    private Path root;

    private Processor processor;

    @BeforeEach
    void makeProcessor() {
        processor = processor(10);
    }

    @ParameterizedTest
    @CsvSource({"gif, gif", "gif, webp", "webp, gif", "webp, webp"})
    void everyFrameIsProcessedAndShownAsLong(String from, String to) throws Exception {
        store(
                "move." + from,
                Encoder.encode(threeColours(), ImageFormat.named(from).orElseThrow(), 90, Output.PLAIN));

        ProcessorResponse answer = processor.process("/rs:fill:30:20/rot:90/plain/local:///move." + from + "@" + to);

        ImageHeader header = HeaderReader.read(answer.body());
        assertThat(header.width()).isEqualTo(30);
        assertThat(header.height()).isEqualTo(20);
        assertThat(header.animation().loops()).isEqualTo(3);
        assertThat(header.animation().frames().stream().map(FrameHeader::delayMillis))
                .containsExactly(100, 250, 40);
        List<Pixels> frames = frames(answer.body());
        for (int index = 0; index < 3; index++) {
            Color colour = new Color(frames.get(index).argb()[300]);
            assertThat(colour.getRed()).isCloseTo(COLOURS[index].getRed(), within(8));
            assertThat(colour.getBlue()).isCloseTo(COLOURS[index].getBlue(), within(8));
        }
    }

    @ParameterizedTest
    @CsvSource({"gif, image/gif, 3", "webp, image/gif, 3", "gif@png, image/png, 0", "gif@jpg, image/jpeg, 0"})
    void withoutAFormatAnAnimationStaysOne(String extension, String mimeType, int frames) throws Exception {
        store("move.gif", Encoder.encode(threeColours(), ImageFormat.GIF, 90, Output.PLAIN));
        store("move.webp", Encoder.encode(threeColours(), ImageFormat.WEBP, 90, Output.PLAIN));

        ProcessorResponse answer = processor.process("/plain/local:///move." + extension);

        assertThat(answer.headers().firstValue("Content-Type")).hasValue(mimeType);
        assertThat(HeaderReader.read(answer.body()).animation().frames()).hasSize(frames);
    }

    @Test
    void framesOverTheLimitAreLeftOut() throws Exception {
        store("move.gif", Encoder.encode(threeColours(), ImageFormat.GIF, 90, Output.PLAIN));

        assertThat(HeaderReader.read(
                                processor(2).process("/plain/local:///move.gif").body())
                        .animation()
                        .frames())
                .hasSize(2);
        assertThat(HeaderReader.read(
                                processor(1).process("/plain/local:///move.gif").body())
                        .animation()
                        .frames())
                .hasSize(1);
    }

    @Test
    void allFramesTogetherCountAgainstTheLimitOfPixels() throws Exception {
        store("move.gif", Encoder.encode(threeColours(), ImageFormat.GIF, 90, Output.PLAIN));
        Processor tight = new Processor(
                new Sources(
                        new AllowedSources(List.of()),
                        new LocalSources(root, new MemoryBudget(1 << 30)),
                        (url, maxBytes, deadline) -> {
                            throw new AssertionError("no test here goes to the network");
                        }),
                new PathRules(Presets.NONE, false, true, Clock.systemUTC()),
                Limits.of(60 * 40 * 2, 10, 10 << 20, Duration.ofMinutes(1)),
                new MemoryBudget(1 << 30),
                null,
                null);

        assertThat(tight.process("/plain/local:///move.gif").status()).isEqualTo(422);
        assertThat(tight.process("/plain/local:///move.gif@png").status()).isEqualTo(200);
        assertThat(tight.process("/maf:2/plain/local:///move.gif").status()).isEqualTo(200);
        assertThat(tight.process("/mafr:0.0024/plain/local:///move.gif").status())
                .isEqualTo(200);
        assertThat(tight.process("/mafr:0.0023/plain/local:///move.gif").status())
                .isEqualTo(422);
    }

    @Test
    void disposalDecidesWhatShowsThrough() {
        Canvas canvas = new Canvas(3, 1);
        canvas.draw(line(1, 1, 1), 0, 0, true);
        Pixels before = canvas.shown();
        canvas.draw(line(2), 1, 0, true);
        assertThat(canvas.shown().argb()).containsExactly(opaque(1, 2, 1));

        canvas.clear(new Area(1, 0, 9, 9), 0);
        assertThat(canvas.shown().argb()).containsExactly(opaque(1)[0], 0, 0);

        canvas.restore(before);
        canvas.draw(new Pixels(2, 1, new int[] {0, 0xFF000007}, true), -1, 0, true);
        assertThat(canvas.shown().argb()).containsExactly(opaque(7, 1, 1));

        canvas.draw(new Pixels(1, 1, new int[] {0}, true), 2, 0, false);
        assertThat(canvas.shown().argb()).containsExactly(opaque(7)[0], opaque(1)[0], 0);
    }

    @Test
    void halfTransparentPixelsAreMixed() {
        Canvas canvas = new Canvas(1, 1);
        canvas.draw(line(0), 0, 0, true);
        canvas.draw(new Pixels(1, 1, new int[] {0x80FFFFFF}, true), 0, 0, true);

        assertThat(canvas.shown().argb()[0]).isEqualTo(0xFF808080);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gif", "webp"})
    void anOpaqueFrameDoesNotShowThroughTheNext(String format) throws Exception {
        Pixels opaque = TestImages.pixels(TestImages.noise(40, 40, 7));
        Pixels glass = TestImages.pixels(TestImages.filled(40, 40, new Color(0, 0, 0, 0)));
        FrameSequence sequence =
                new FrameSequence(List.of(new Frame(opaque, 50), new Frame(glass, 50), new Frame(opaque, 50)), 0);

        List<Pixels> frames =
                frames(Encoder.encode(sequence, ImageFormat.named(format).orElseThrow(), 90, Output.PLAIN));

        assertThat(Arrays.stream(frames.get(0).argb())).allMatch(pixel -> pixel >>> 24 == 0xFF);
        assertThat(frames.get(1).argb()).containsOnly(0);
        assertThat(Arrays.stream(frames.get(2).argb())).allMatch(pixel -> pixel >>> 24 == 0xFF);
    }

    @Test
    void transparencySurvives() throws Exception {
        Pixels glass = TestImages.pixels(TestImages.filled(20, 10, new Color(0, 0, 0, 0)));
        glass.argb()[5] = 0xFF00FF00;
        store("glass.png", TestImages.png(image(glass)));

        BufferedImage result = TestImages.read(
                processor.process("/plain/local:///glass.png@gif").body());

        assertThat(TestImages.colour(result, 0, 0).getAlpha()).isZero();
        assertThat(TestImages.colour(result, 5, 0)).isEqualTo(Color.GREEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 17, 200, 256})
    void fewColoursAreKeptExactly(int colours) throws Exception {
        int[] argb = new int[40 * 30];
        Arrays.setAll(argb, index -> 0xFF000000 | (index * 31 + index / 40) % colours * 0x010307);
        Pixels pixels = new Pixels(40, 30, argb, false);

        assertThat(TestImages.pixels(TestImages.read(Encoder.encode(pixels, ImageFormat.GIF, 80)))
                        .argb())
                .containsExactly(argb);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void manyColoursAreReducedWell(long seed) throws Exception {
        BufferedImage waves = TestImages.waves(200, 150);
        BufferedImage noise = TestImages.noise(300, 200, seed);

        assertThat(TestImages.psnr(read(Encoder.encode(TestImages.pixels(waves), ImageFormat.GIF, 80)), waves))
                .isGreaterThan(26);
        // Noise fills the table of the compression many times over.
        assertThat(read(Encoder.encode(TestImages.pixels(noise), ImageFormat.GIF, 80))
                        .getWidth())
                .isEqualTo(300);
    }

    private static BufferedImage read(byte[] file) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        BufferedImage colour = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        colour.createGraphics().drawImage(image, 0, 0, null);
        return colour;
    }

    private static BufferedImage image(Pixels pixels) {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, pixels.width(), pixels.height(), pixels.argb(), 0, pixels.width());
        return image;
    }

    private static FrameSequence threeColours() {
        int[] delays = {100, 250, 40};
        List<Frame> frames = new ArrayList<>();
        for (int index = 0; index < 3; index++) {
            frames.add(new Frame(TestImages.pixels(TestImages.filled(60, 40, COLOURS[index])), delays[index]));
        }
        return new FrameSequence(frames, 3);
    }

    /** What an animation shows, one after the other. */
    static List<Pixels> frames(byte[] file) throws Exception {
        List<Pixels> frames = new ArrayList<>();
        new Decoder(file, HeaderReader.read(file), Deadline.in(Duration.ofMinutes(1)))
                .decodeFrames(99, (image, delayMillis) -> frames.add(image));
        return frames;
    }

    private static Pixels line(int... colours) {
        return new Pixels(colours.length, 1, opaque(colours), true);
    }

    private static int[] opaque(int... colours) {
        return Arrays.stream(colours).map(colour -> 0xFF000000 | colour).toArray();
    }

    private Processor processor(int maxFrames) {
        Sources sources = new Sources(
                new AllowedSources(List.of()),
                new LocalSources(root, new MemoryBudget(1 << 30)),
                (url, maxBytes, deadline) -> {
                    throw new AssertionError("no test here goes to the network");
                });
        return new Processor(
                sources,
                PathRules.strict(Presets.NONE, Clock.systemUTC()),
                Limits.of(2_000_000, maxFrames, 10 << 20, Duration.ofMinutes(1)),
                new MemoryBudget(1 << 30),
                null,
                null);
    }

    private void store(String name, byte[] file) throws IOException {
        Files.write(root.resolve(name), file);
    }
}
