package io.github.imgproxy4j.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.internal.codec.Decoder;
import io.github.imgproxy4j.embedded.internal.codec.Encoder;
import io.github.imgproxy4j.embedded.internal.format.ByteReader;
import io.github.imgproxy4j.embedded.internal.format.ColourProfile;
import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.format.Metadata;
import io.github.imgproxy4j.embedded.internal.format.Orientation;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.options.Output;
import io.github.imgproxy4j.embedded.internal.options.PathRules;
import io.github.imgproxy4j.embedded.internal.options.Presets;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Frame;
import io.github.imgproxy4j.embedded.internal.raster.FrameSequence;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import java.awt.image.BufferedImage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
    private static final byte[] LABELLED = TestFiles.labelled(TestImages.jpeg(TestImages.waves(60, 40)));

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "webp"})
    void creatorIsRetainedAndNothingElse(String format) throws Exception {
        String file = text(process(LABELLED, "w:20", format));

        assertThat(file).contains("Jane Exif", "(c) Jane Exif", "(c) Jane XMP").doesNotContain("secret");
        assertThat(file.contains("Jane IPTC")).isEqualTo(format.equals("jpg"));
    }

    @ParameterizedTest
    @CsvSource({"jpg, w:20/kcr:0", "png, w:20/kcr:0", "webp, w:20/kcr:0", "gif, w:20"})
    void nothingIsKeptWhereThatIsAskedOrThereIsNoPlace(String format, String options) throws Exception {
        assertThat(text(process(LABELLED, options, format))).doesNotContain("Jane", "secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "webp"})
    void everythingIsKeptOnRequestAndTheImageIsUpright(String format) throws Exception {
        byte[] file = process(LABELLED, "sm:0/w:20", format);

        assertThat(text(file)).contains("secret place", "secret title", "(c) Jane XMP");
        ImageHeader header = HeaderReader.read(file);
        assertThat(header.orientation()).isEqualTo(Orientation.UPRIGHT);
        assertThat(header.width()).isEqualTo(20);
        assertThat(header.height()).isEqualTo(30);
        assertThat(TestImages.read(file).getWidth()).isEqualTo(20);
    }

    @Test
    void withoutTurningTheOrientationIsKeptAsWell() throws Exception {
        byte[] file = process(LABELLED, "sm:0/ar:0/w:20", "jpg");

        assertThat(HeaderReader.read(file).orientation()).isEqualTo(new Orientation(6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "webp"})
    void aProfileIsKeptWithItsColoursOnRequest(String format) throws Exception {
        byte[] icc = TestImages.displayP3();
        byte[] source = TestImages.pngWithProfile(
                TestImages.png(TestImages.filled(20, 20, new java.awt.Color(0, 255, 0))), icc);

        byte[] kept = process(source, "scp:0/q:100", format);
        byte[] stripped = process(source, "q:100", format);

        ColourProfile profile = HeaderReader.read(kept).profile();
        assertThat(profile).isNotNull();
        assertThat(profile.icc()).isEqualTo(icc);
        assertThat(HeaderReader.read(stripped).profile()).isNull();
        assertThat(pixels(kept)[0] >> 16 & 0xFF).isLessThan(8);
        assertThat(pixels(stripped)[0] >> 8 & 0xFF).isGreaterThan(240);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1"})
    void theXmpDocumentOfAPngMayBeCompressedAndTranslated(String compressed) throws Exception {
        byte[] document = TestFiles.XMP.getBytes(ISO_8859_1);
        byte[] head =
                ("XML:com.adobe.xmp\0" + (char) Integer.parseInt(compressed) + "\0en\0XMP\0").getBytes(ISO_8859_1);
        byte[] chunk = TestImages.concat(head, compressed.equals("1") ? TestImages.deflated(document) : document);
        byte[] png = TestImages.png(TestImages.waves(20, 10));

        assertThat(text(process(TestImages.withChunk(png, "iTXt", chunk), "", "jpg")))
                .contains("(c) Jane XMP")
                .doesNotContain("secret");
        for (int length = 0; length < chunk.length; length += 3) {
            byte[] cut = TestImages.withChunk(png, "iTXt", java.util.Arrays.copyOf(chunk, length));
            assertThat(text(process(cut, "", "jpg"))).doesNotContain("secret");
        }
    }

    @Test
    void anXmpDocumentThatInflatesWithoutEndIsLeftOut() throws Exception {
        String bomb = TestFiles.XMP.replace("secret title", " ".repeat(5 << 20));
        byte[] chunk = TestImages.concat(
                "XML:com.adobe.xmp\0\1\0\0\0".getBytes(ISO_8859_1), TestImages.deflated(bomb.getBytes(ISO_8859_1)));
        byte[] png = TestImages.withChunk(TestImages.png(TestImages.waves(20, 10)), "iTXt", chunk);

        assertThat(text(process(png, "", "png"))).doesNotContain("Jane");
    }

    @Test
    void aProfileLongerThanASegmentIsKept() throws Exception {
        byte[] icc = java.util.Arrays.copyOf(TestImages.displayP3(), 150_000);
        byte[] source = TestImages.pngWithProfile(TestImages.png(TestImages.waves(20, 20)), icc);

        ColourProfile profile =
                HeaderReader.read(process(source, "scp:0", "jpg")).profile();

        assertThat(profile).isNotNull();
        assertThat(profile.icc()).isEqualTo(icc);
    }

    @Test
    void aGifHasNoPlaceForAProfileSoItsColoursAreConverted() throws Exception {
        byte[] source = TestImages.pngWithProfile(
                TestImages.png(TestImages.filled(20, 20, new java.awt.Color(0, 128, 0))), TestImages.displayP3());

        assertThat(process(source, "scp:0", "gif")).isEqualTo(process(source, "", "gif"));
    }

    @Test
    void theMetadataCountAgainstTheBytesThatAreAskedFor() throws Exception {
        byte[] source = TestFiles.labelled(TestImages.jpeg(TestImages.noise(200, 200, 1)));

        assertThat(process(source, "sm:0/mb:20000", "jpg").length).isLessThanOrEqualTo(20_000);
    }

    @Test
    void animationsKeepThemAsWell() throws Exception {
        BufferedImage image = TestImages.waves(20, 10);
        FrameSequence sequence = new FrameSequence(
                List.of(
                        new Frame(TestImages.pixels(image), 50),
                        new Frame(TestImages.pixels(TestImages.noise(20, 10, 3)), 50)),
                0);
        Metadata metadata = Metadata.NONE.withExif(ByteReader.of(TestFiles.exif(1)));
        byte[] source = Encoder.encode(sequence, ImageFormat.WEBP, 80, Output.PLAIN.with(metadata, null));

        byte[] file = process(source, "", "webp");

        assertThat(text(file)).contains("(c) Jane Exif").doesNotContain("secret");
        assertThat(HeaderReader.read(file).animation().frames()).hasSize(2);
    }

    @Test
    void theOrientationOfAWebpMayBeBigEndian() throws Exception {
        Output output = Output.PLAIN.with(Metadata.NONE.withExif(ByteReader.of(TestFiles.exif(6))), null);
        byte[] source = Encoder.encode(
                FrameSequence.still(TestImages.pixels(TestImages.waves(20, 10))), ImageFormat.WEBP, 80, output);

        assertThat(HeaderReader.read(source).orientation()).isEqualTo(new Orientation(6));
    }

    private static int[] pixels(byte[] file) throws Exception {
        ImageHeader header = HeaderReader.read(file);
        return new Decoder(file, header, Deadline.in(Duration.ofMinutes(1)))
                .shrunk(Area.of(header.width(), header.height()), 1, 1)
                .argb();
    }

    private static String text(byte[] file) {
        return new String(file, ISO_8859_1);
    }

    private static byte[] process(byte[] source, String options, String format) throws Exception {
        Processor processor = new Processor(
                (url, maxBytes, deadline) -> new SourceBytes(source),
                PathRules.strict(Presets.NONE, Clock.systemUTC()),
                Limits.of(1_000_000, 10, 1 << 20, Duration.ofMinutes(1)),
                new MemoryBudget(1 << 30),
                null,
                null);
        ProcessorResponse answer = processor.process((options.isEmpty() ? "" : "/" + options) + "/plain/x@" + format);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }
}
