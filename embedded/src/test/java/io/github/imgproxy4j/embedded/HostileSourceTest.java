package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.internal.codec.Encoder;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.options.Output;
import io.github.imgproxy4j.embedded.internal.options.PathRules;
import io.github.imgproxy4j.embedded.internal.options.Presets;
import io.github.imgproxy4j.embedded.internal.raster.Frame;
import io.github.imgproxy4j.embedded.internal.raster.FrameSequence;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.source.AllowedSources;
import io.github.imgproxy4j.embedded.internal.source.LocalSources;
import io.github.imgproxy4j.embedded.internal.source.Sources;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileSourceTest {
    private static final long MAX_PIXELS = 1_000_000;

    @TempDir
    private Path folder;

    private Path root;
    private Processor processor;

    @BeforeEach
    void makeProcessor() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        Files.write(folder.resolve("secret.png"), TestImages.png(TestImages.waves(4, 4)));
        processor = processor(Duration.ofMinutes(1));
    }

    @Test
    void claimOfManyPixelsIsRefusedBeforeDecoding() throws Exception {
        assertRefused(TestImages.pngBomb(60_000, 60_000), 422, "Invalid source image");
        assertRefused(TestImages.pngBomb(Integer.MAX_VALUE, Integer.MAX_VALUE), 422, "Invalid source image");
        assertRefused(TestImages.pngBomb(-1, 5), 422, "Broken or unsupported image");
        assertRefused(TestImages.pngBomb(0, 5), 422, "Broken or unsupported image");
        byte[] jpeg = TestImages.jpeg(TestImages.waves(8, 8));
        assertRefused(withJpegSize(jpeg, 60_000, 60_000), 422, "Invalid source image");
        byte[] gif = TestImages.gif(TestImages.waves(8, 8));
        Arrays.fill(gif, 6, 10, (byte) 0xFF);
        assertRefused(gif, 422, "Invalid source image");
        assertRefused(TestFiles.tiffFields(0x0100, 4, 1, 60_000, 0x0101, 4, 1, 60_000), 422, "Invalid source image");
        byte[] icon = TestFiles.ico(new TestFiles.Icon(16, 16, TestImages.pngBomb(60_000, 60_000)));
        assertRefused(icon, 422, "Broken or unsupported image");
    }

    @Test
    void aClaimWithinTheLimitThatTheDataDoesNotKeepIsRefused() throws Exception {
        assertRefused(TestImages.pngBomb(900, 900), 422, "Broken or unsupported image");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jpg",
                "png",
                "gif",
                "tiff",
                "packed tiff",
                "jpeg tiff",
                "ico",
                "bmp ico",
                "bmp",
                "webp",
                "lossless webp"
            })
    void aFileThatEndsEarlyIsRefusedWhereTheSettingSaysSo(String format) throws Exception {
        processor = processor(
                Limits.of(MAX_PIXELS, 20, 1 << 20, Duration.ofMinutes(1)).withWholeOnly(true));
        byte[] file = valid().get(format);

        for (int percent : new int[] {1, 5, 20, 50, 80}) {
            ProcessorResponse answer = answer(Arrays.copyOf(file, Math.max(4, file.length * percent / 100)));
            assertThat(answer.status()).as("%d %%", percent).isEqualTo(422);
        }
        assertThat(answer(file).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "<html><body>no image</body></html>", "GIF88a", "\u0000\u0000\u0000\u0018ftypavif"})
    void whatIsNoImageIsRefused(String content) throws Exception {
        assertRefused(content.getBytes(StandardCharsets.ISO_8859_1), 422, "Invalid source image");
    }

    @Test
    void anExtensionDoesNotMakeAnImage() throws Exception {
        Files.writeString(root.resolve("script.jpg"), "<script>alert(1)</script>");

        assertThat(processor.process("/plain/local:///script.jpg@png").status()).isEqualTo(422);
    }

    @Test
    void damagedFilesNeverDoMoreThanFail() throws Exception {
        Random random = new Random(20261121);
        for (Map.Entry<String, byte[]> entry : valid().entrySet()) {
            for (int round = 0; round < 100; round++) {
                byte[] damaged = entry.getValue().clone();
                for (int flip = 0; flip <= random.nextInt(8); flip++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                assertThat(answer(damaged).status())
                        .as("%s, round %d", entry.getKey(), round)
                        .isIn(200, 422);
                assertThat(processor
                                .process("/rs:fit:20:20/plain/local:///hostile@gif")
                                .status())
                        .as("%s, round %d", entry.getKey(), round)
                        .isIn(200, 422);
            }
        }
    }

    @Test
    void overTheTimeTheAnswerIsTimeout() throws Exception {
        processor = processor(Duration.ZERO);

        assertRefused(valid().get("jpg"), 503, "Timeout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local:///../secret.png",
                "local:///a/../../secret.png",
                "local:////../secret.png",
                "local:///inside/../../secret.png",
                "local:///link.png",
                "local:///linked/secret.png",
                "local://../secret.png",
                "local:///%2e%2e/secret.png",
                "local:///inside",
                "local:///a\u0000.png",
            })
    void nothingOutsideTheRootIsRead(String source) throws Exception {
        Files.createDirectory(root.resolve("inside"));
        Files.createSymbolicLink(root.resolve("link.png"), folder.resolve("secret.png"));
        Files.createSymbolicLink(root.resolve("linked"), folder);
        String encoded = Base64.getUrlEncoder().encodeToString(source.getBytes(StandardCharsets.UTF_8));

        ProcessorResponse answer = processor.process("/" + encoded);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("Source is unreachable");
    }

    @Test
    void aLinkThatStaysInsideTheRootIsFollowed() throws Exception {
        Files.write(root.resolve("photo.png"), TestImages.png(TestImages.waves(4, 4)));
        Files.createSymbolicLink(root.resolve("link.png"), root.resolve("photo.png"));

        assertThat(processor.process("/plain/local:///link.png").status()).isEqualTo(200);
    }

    @Test
    void tooLargeAFileIsNotRead() throws Exception {
        assertRefused(new byte[(1 << 20) + 1], 422, "Invalid source image");
    }

    private Processor processor(Duration timeout) {
        return processor(Limits.of(MAX_PIXELS, 20, 1 << 20, timeout));
    }

    private Processor processor(Limits limits) {
        Sources sources = new Sources(
                new AllowedSources(List.of()),
                new LocalSources(root, new MemoryBudget(1 << 30)),
                (url, maxBytes, deadline) -> {
                    throw new AssertionError("no test here goes to the network");
                });
        return new Processor(
                sources,
                PathRules.strict(Presets.NONE, Clock.systemUTC()),
                limits,
                new MemoryBudget(1 << 30),
                null,
                null);
    }

    private static Map<String, byte[]> valid() throws Exception {
        BufferedImage image = TestImages.waves(64, 48);
        Pixels glass = TestImages.pixels(TestImages.filled(32, 32, new Color(9, 99, 199, 128)));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("jpg", TestImages.oriented(TestImages.jpeg(image), 6));
        files.put("progressive jpg", TestImages.withProfile(TestImages.jpeg(image, true), TestImages.displayP3()));
        files.put("png", TestImages.png(image));
        files.put("png with profile", TestImages.pngWithProfile(TestImages.png(image), TestImages.displayP3()));
        files.put("gif", TestImages.gif(image));
        files.put("bmp", TestImages.bmp(image));
        files.put("tiff", TestFiles.tiff(image, ""));
        files.put("packed tiff", TestFiles.tiff(image, "LZW"));
        files.put("jpeg tiff", TestFiles.tiff(image, "JPEG"));
        files.put("ico", TestFiles.ico(new TestFiles.Icon(64, 48, TestImages.png(image))));
        files.put("bmp ico", TestFiles.ico(new TestFiles.Icon(64, 48, TestFiles.bitmap(64, 48, 32, 1, 2, 3, 4))));
        files.put("apng", TestFiles.apng(image, TestImages.waves(64, 48)));
        files.put("lossless webp", TestFiles.losslessWebp(image));
        files.put("labelled jpg", TestFiles.labelled(TestImages.jpeg(image)));
        files.put("webp", Encoder.encode(TestImages.pixels(image), ImageFormat.WEBP, 80));
        files.put("transparent webp", Encoder.encode(glass, ImageFormat.WEBP, 80));
        FrameSequence sequence = new FrameSequence(
                List.of(
                        new Frame(TestImages.pixels(image), 50),
                        new Frame(TestImages.pixels(TestImages.waves(64, 48)), 50)),
                0);
        files.put("moving gif", Encoder.encode(sequence, ImageFormat.GIF, 80, Output.PLAIN));
        files.put("moving webp", Encoder.encode(sequence, ImageFormat.WEBP, 80, Output.PLAIN));
        files.put("animated webp", TestImages.animatedWebp(40, 40, Color.RED, 0, 0, 40, 40));
        return files;
    }

    /** As the reference implementation does. */
    @Test
    void aWebpFrameBeyondTheCanvasIsRefused() throws Exception {
        assertThat(answer(TestImages.animatedWebp(40, 40, Color.RED, 24, 0, 16, 40))
                        .status())
                .isEqualTo(200);
        assertRefused(TestImages.animatedWebp(40, 40, Color.RED, 26, 0, 16, 40), 422, "Broken or unsupported image");
        assertRefused(TestImages.animatedWebp(40, 40, Color.RED, 0, 8000, 16, 16), 422, "Broken or unsupported image");
    }

    private void assertRefused(byte[] source, int status, String text) throws Exception {
        ProcessorResponse answer = answer(source);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(text);
    }

    private ProcessorResponse answer(byte[] source) throws IOException, InterruptedException {
        Files.write(root.resolve("hostile"), source);
        return processor.process("/rs:fit:20:20/plain/local:///hostile@png");
    }

    /** Overwrites height and width in the frame header. */
    private static byte[] withJpegSize(byte[] jpeg, int width, int height) {
        byte[] changed = jpeg.clone();
        int frame = new String(jpeg, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0");
        ByteBuffer.wrap(changed).putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
        return changed;
    }
}
