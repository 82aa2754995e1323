package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.internal.codec.Encoder;
import io.github.imgproxy4j.embedded.internal.format.AnimationHeader;
import io.github.imgproxy4j.embedded.internal.format.ByteReader;
import io.github.imgproxy4j.embedded.internal.format.ColourProfile;
import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.format.Metadata;
import io.github.imgproxy4j.embedded.internal.format.Orientation;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.options.Output;
import io.github.imgproxy4j.embedded.internal.options.PathRules;
import io.github.imgproxy4j.embedded.internal.options.Presets;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Frame;
import io.github.imgproxy4j.embedded.internal.raster.FrameSequence;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a source before anything of it is decoded. */
class IdentificationTest {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    @ParameterizedTest
    @CsvSource({
        "jpeg, JPEG, 0, false, 1, false",
        "progressive jpeg, JPEG, 0, false, 1, false",
        "turned jpeg, JPEG, 0, false, 6, false",
        "wide jpeg, JPEG, 0, false, 1, true",
        "png, PNG, 0, false, 1, false",
        "glass png, PNG, 0, true, 1, false",
        "turned png, PNG, 0, false, 8, false",
        "wide png, PNG, 0, false, 1, true",
        "moving png, PNG, 0, false, 1, false",
        "gif, GIF, 1, true, 1, false",
        "moving gif, GIF, 2, true, 1, false",
        "webp, WEBP, 0, false, 1, false",
        "glass webp, WEBP, 0, true, 1, false",
        "moving webp, WEBP, 2, true, 1, false",
        "wide turned webp, WEBP, 0, false, 6, true",
        "lossless webp, WEBP, 0, false, 1, false",
        "bmp, BMP, 0, false, 1, false",
        "tiff, TIFF, 0, false, 1, false",
        "glass tiff, TIFF, 0, true, 1, false",
        "png ico, ICO, 0, false, 1, false",
        "bmp ico, ICO, 0, true, 1, false",
    })
    void everyFormatIsIdentified(
            String name, ImageFormat format, int frames, boolean alpha, int orientation, boolean profile)
            throws Exception {
        ImageHeader header = HeaderReader.read(file(name));

        assertThat(header.format()).isEqualTo(format);
        assertThat(Area.of(header.width(), header.height())).isEqualTo(Area.of(WIDTH, HEIGHT));
        assertThat(header.animation().frames()).hasSize(frames);
        assertThat(header.alpha()).isEqualTo(alpha);
        assertThat(header.orientation()).isEqualTo(Orientation.of(orientation));
        assertThat(header.profile() != null).isEqualTo(profile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jpeg",
                "progressive jpeg",
                "turned jpeg",
                "wide jpeg",
                "png",
                "glass png",
                "wide png",
                "webp",
                "lossless webp",
                "bmp",
                "tiff",
                "png ico"
            })
    void thePixelsAreNotLookedAtAndNotDecodedWhenTheyAreTooMany(String name) throws Exception {
        byte[] whole = file(name);
        byte[] ruined = withoutPixels(whole, name);

        ImageHeader header = HeaderReader.read(ruined);

        assertThat(header.format()).isEqualTo(HeaderReader.read(whole).format());
        assertThat(Area.of(header.width(), header.height())).isEqualTo(Area.of(WIDTH, HEIGHT));
        // A decoder would find that the file is broken.
        assertThat(refusal(ruined, WIDTH * HEIGHT - 1)).isEqualTo("Invalid source image");
        assertThat(refusal(ruined, WIDTH * HEIGHT)).isEqualTo("Broken or unsupported image");
    }

    @Test
    void ofNothingButFramesOnlySoManyAreRead() throws Exception {
        byte[] still = TestImages.gif(TestImages.filled(1, 1, Color.RED));
        int start = 13 + 3 * (2 << (still[10] & 7));
        ByteArrayOutputStream gif = new ByteArrayOutputStream();
        gif.write(still, 0, start);
        ByteArrayOutputStream webp = new ByteArrayOutputStream();
        byte[] moving = file("moving webp");
        int first = new String(moving, StandardCharsets.ISO_8859_1).indexOf("ANMF");
        webp.write(moving, 0, first);
        for (int frame = 0; frame < 2 * AnimationHeader.MAX_FRAMES; frame++) {
            gif.writeBytes(new byte[] {0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 0});
            webp.writeBytes("ANMF\20\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
            webp.writeBytes(new byte[16]);
        }
        gif.write(0x3B);

        assertThat(HeaderReader.read(gif.toByteArray()).animation().frames()).hasSize(AnimationHeader.MAX_FRAMES);
        assertThat(HeaderReader.read(webp.toByteArray()).animation().frames()).hasSize(AnimationHeader.MAX_FRAMES);
    }

    @Test
    void aProfileWithoutEndIsNoProfile() throws Exception {
        byte[] icc = Arrays.copyOf(TestImages.displayP3(), 5 << 20);
        byte[] png = TestImages.png(TestImages.waves(8, 8));
        byte[] jpeg = TestImages.jpeg(TestImages.waves(8, 8));
        for (int part = 1; part <= 90; part++) {
            byte[] magic = ("ICC_PROFILE\0" + (char) part + (char) 90).getBytes(StandardCharsets.ISO_8859_1);
            jpeg = TestImages.withSegment(jpeg, 0xE2, TestImages.concat(magic, new byte[60_000]));
        }

        assertThat(HeaderReader.read(TestImages.pngWithProfile(png, icc)).profile())
                .isNull();
        assertThat(HeaderReader.read(jpeg).profile()).isNull();
    }

    private static String refusal(byte[] file, int maxPixels) throws Exception {
        Processor processor = new Processor(
                (url, maxBytes, deadline) -> new SourceBytes(file),
                PathRules.strict(Presets.NONE, Clock.systemUTC()),
                Limits.of(maxPixels, 10, 1 << 20, Duration.ofMinutes(1)),
                new MemoryBudget(64 << 20),
                null,
                null);
        try (ProcessorResponse answer = processor.process("/w:10/plain/x@png")) {
            assertThat(answer.status()).isEqualTo(422);
            return new String(answer.body(), StandardCharsets.UTF_8);
        }
    }

    /** The file with nonsense behind its header, or cut there. */
    private static byte[] withoutPixels(byte[] file, String name) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        byte[] ruined = file.clone();
        return switch (name.substring(name.lastIndexOf(' ') + 1)) {
            case "jpeg" -> Arrays.copyOf(file, text.indexOf("\u00ff\u00da") + 14);
            case "png" -> Arrays.copyOf(file, text.indexOf("IDAT") + 8);
            case "bmp" -> Arrays.copyOf(file, 60);
            case "webp" -> Arrays.copyOf(file, 40);
            case "ico" -> {
                Arrays.fill(ruined, text.indexOf("IDAT") + 4, text.indexOf("IDAT") + 40, (byte) 0xFF);
                yield ruined;
            }
            default -> {
                // The directory comes first, and what it says of lengths has to fit.
                Arrays.fill(ruined, file.length / 2, file.length, (byte) 0xFF);
                yield ruined;
            }
        };
    }

    private static byte[] file(String name) throws Exception {
        BufferedImage image = TestImages.waves(WIDTH, HEIGHT);
        BufferedImage glass = TestImages.filled(WIDTH, HEIGHT, new Color(9, 99, 199, 128));
        FrameSequence sequence = new FrameSequence(
                List.of(
                        new Frame(TestImages.pixels(image), 50),
                        new Frame(TestImages.pixels(TestImages.noise(WIDTH, HEIGHT, 1)), 50)),
                0);
        return switch (name) {
            case "jpeg" -> TestImages.jpeg(image);
            case "progressive jpeg" -> TestImages.jpeg(image, true);
            case "turned jpeg" -> TestImages.oriented(TestImages.jpeg(image), 6);
            case "wide jpeg" -> TestImages.withProfile(TestImages.jpeg(image), TestImages.displayP3());
            case "png" -> TestImages.png(image);
            case "glass png" -> TestImages.png(glass);
            case "turned png" -> TestImages.withChunk(TestImages.png(image), "eXIf", TestImages.tiffWithOrientation(8));
            case "wide png" -> TestImages.pngWithProfile(TestImages.png(image), TestImages.displayP3());
            case "moving png" -> TestFiles.apng(image, glass);
            case "gif" -> TestImages.gif(image);
            case "moving gif" -> Encoder.encode(sequence, ImageFormat.GIF, 80, Output.PLAIN);
            case "webp" -> Encoder.encode(TestImages.pixels(image), ImageFormat.WEBP, 80);
            case "glass webp" -> Encoder.encode(TestImages.pixels(glass), ImageFormat.WEBP, 80);
            case "moving webp" -> Encoder.encode(sequence, ImageFormat.WEBP, 80, Output.PLAIN);
            case "wide turned webp" -> {
                Metadata turned = Metadata.NONE.withExif(ByteReader.of(TestFiles.exif(6)));
                ColourProfile wide = ColourProfile.of(List.of(ByteReader.of(TestImages.displayP3())));
                yield Encoder.encode(
                        FrameSequence.still(TestImages.pixels(image)),
                        ImageFormat.WEBP,
                        80,
                        Output.PLAIN.with(turned, wide));
            }
            case "lossless webp" -> TestFiles.losslessWebp(image);
            case "bmp" -> TestImages.bmp(image);
            case "tiff" -> TestFiles.tiff(image, "LZW");
            case "glass tiff" -> TestFiles.tiff(glass, "");
            case "png ico" -> TestFiles.ico(new TestFiles.Icon(WIDTH, HEIGHT, TestImages.png(image)));
            case "bmp ico" ->
                TestFiles.ico(new TestFiles.Icon(WIDTH, HEIGHT, TestFiles.bitmap(WIDTH, HEIGHT, 32, 1, 2, 3, 4)));
            default -> throw new IllegalArgumentException(name);
        };
    }
}
