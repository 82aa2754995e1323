package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.imgproxy4j.embedded.internal.codec.Encoder;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.options.PathRules;
import io.github.imgproxy4j.embedded.internal.options.Presets;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.source.AllowedSources;
import io.github.imgproxy4j.embedded.internal.source.LocalSources;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import io.github.imgproxy4j.embedded.internal.source.Sources;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessorTest {
    private static final Clock NOON = Clock.fixed(Instant.ofEpochSecond(1_000_000), ZoneOffset.UTC);

    @TempDir
    private Path root;

    private Processor processor;

    @BeforeEach
    void makeProcessor() {
        processor = processor(PathRules.strict(Presets.NONE, NOON));
    }

    private Processor processor(PathRules rules) {
        Sources sources = new Sources(
                new AllowedSources(List.of()),
                new LocalSources(root, new MemoryBudget(1 << 30)),
                (url, maxBytes, deadline) -> {
                    throw new AssertionError("no test here goes to the network");
                });
        return new Processor(
                sources,
                rules,
                Limits.of(2_000_000, 20, 10 << 20, Duration.ofMinutes(1)),
                new MemoryBudget(1 << 30),
                null,
                null);
    }

    @ParameterizedTest
    @CsvSource({
        "jpg, image/jpeg, photo.jpg",
        "png, image/png, photo.png",
        "webp, image/webp, photo.webp",
        "gif, image/gif, photo.gif",
    })
    void everyOutputFormatDecodesToTheAskedSize(String format, String mimeType, String fileName) throws Exception {
        store("photo.jpg", TestImages.jpeg(TestImages.waves(400, 300)));

        ProcessorResponse answer = processor.process("/rs:fill:120:100/plain/local:///photo.jpg@" + format);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo(mimeType);
        assertThat(header(answer, "Content-Disposition")).isEqualTo("inline; filename=\"" + fileName + '"');
        BufferedImage result = TestImages.read(answer.body());
        assertThat(result.getWidth()).isEqualTo(120);
        assertThat(result.getHeight()).isEqualTo(100);
    }

    @Test
    void headersTellSizesAgeAndOrigin() throws Exception {
        byte[] source = TestImages.jpeg(TestImages.waves(400, 300));
        store("photo.jpg", source);

        ProcessorResponse answer = processor.process("/w:100/plain/local:///photo.jpg");

        assertThat(header(answer, "Content-Length")).isEqualTo(Integer.toString(answer.body().length));
        assertThat(header(answer, "Cache-Control")).isEqualTo("max-age=31536000, public");
        assertThat(header(answer, "X-Origin-Width")).isEqualTo("400");
        assertThat(header(answer, "X-Origin-Height")).isEqualTo("300");
        assertThat(header(answer, "X-Origin-Content-Length")).isEqualTo(Integer.toString(source.length));
        assertThat(header(answer, "X-Result-Width")).isEqualTo("100");
        assertThat(header(answer, "X-Result-Height")).isEqualTo("75");
        assertThat(answer.headers().firstValue("Last-Modified")).isPresent();
        assertThat(answer.headers().firstValue("ETag")).isPresent();
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void aFormatThatIsSkippedIsDeliveredUntouched() throws Exception {
        byte[] file = TestImages.png(TestImages.waves(40, 30));
        store("photo.png", file);

        ProcessorResponse answer = processor.process("/skp:png:tiff/w:10/plain/local:///photo.png");

        assertThat(answer.body()).isEqualTo(file);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(answer.headers().firstValue("X-Result-Width")).contains("40");
        assertThat(processor
                        .process("/skp:png/w:10/plain/local:///photo.png@png")
                        .body())
                .isEqualTo(file);
        assertThat(TestImages.read(processor
                                .process("/skp:png/w:10/plain/local:///photo.png@jpg")
                                .body())
                        .getWidth())
                .isEqualTo(10);
    }

    @Test
    void aSkippedSourceIsNoWayAroundTheLimits() throws Exception {
        store("bomb.png", TestImages.pngBomb(2001, 1000));

        assertThat(processor.process("/skp:png/plain/local:///bomb.png").status())
                .isEqualTo(422);
    }

    @Test
    void aRawSourceIsDeliveredUntouchedWhereThatIsAllowed() throws Exception {
        byte[] picture = TestImages.png(TestImages.waves(40, 30));
        store("photo.jpg", picture);
        store("notes.txt", "text".getBytes(StandardCharsets.UTF_8));
        PathRules rules = new PathRules(Presets.NONE, true, false, NOON);

        ProcessorResponse answer = processor(rules).process("/raw:1/w:10/plain/local:///photo.jpg@pdf");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(picture);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(answer.headers().firstValue("Content-Disposition")).contains("inline; filename=\"photo.jpg\"");
        assertThat(processor(rules)
                        .process("/raw:1/plain/local:///notes.txt")
                        .headers()
                        .firstValue("Content-Type"))
                .contains("application/octet-stream");
        assertThat(processor.process("/raw:1/plain/local:///photo.jpg").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "msr:0.0005, 422",
        "msr:0.0012, 200",
        "msfs:100, 422",
        "msfs:0, 200",
        "mrd:20, 200",
    })
    void limitsOfThePathCount(String option, int status) throws Exception {
        store("photo.png", TestImages.png(TestImages.waves(40, 30)));
        PathRules rules = new PathRules(Presets.NONE, false, true, NOON);

        assertThat(processor(rules)
                        .process("/" + option + "/plain/local:///photo.png")
                        .status())
                .isEqualTo(status);
    }

    @Test
    void expiryShortensTheAge() throws Exception {
        store("photo.png", TestImages.png(TestImages.waves(4, 3)));

        assertThat(header(processor.process("/exp:1000060/plain/local:///photo.png"), "Cache-Control"))
                .isEqualTo("max-age=60, public");
        assertThat(processor.process("/exp:999999/plain/local:///photo.png").status())
                .isEqualTo(404);
    }

    @Test
    void attachmentAndFileNameGoIntoTheDisposition() throws Exception {
        store("photo.png", TestImages.png(TestImages.waves(4, 3)));

        ProcessorResponse answer = processor.process("/fn:my%22 \"caté/att:1/plain/local:///photo.png@webp");

        assertThat(header(answer, "Content-Disposition"))
                .isEqualTo("attachment; filename=\"my%22 %22cat\u00c3\u00a9.webp\"");
    }

    @ParameterizedTest
    @CsvSource({
        "image/jpg, 200, image/jpeg",
        "IMAGE/JPG; q=1, 200, image/jpeg; q=1",
        "image/pjpeg, 200, image/jpeg",
        "image/jpeg, 200, image/jpeg",
        "image/svg+xml, 422, text/plain"
    })
    void aRawSourceHasATypeThatBrowsersKnow(String type, int status, String delivered) throws Exception {
        byte[] file = TestImages.jpeg(TestImages.waves(4, 3));
        Processor raw = new Processor(
                (url, maxBytes, deadline) -> new SourceBytes(file, null, null, type, MemoryBudget.Claim.none()),
                new PathRules(Presets.NONE, true, false, Clock.systemUTC()),
                Limits.of(1000, 1, 1 << 20, Duration.ofMinutes(1)),
                new MemoryBudget(1 << 20),
                null,
                null);

        ProcessorResponse answer = raw.process("/raw:1/plain/x");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).isEqualTo(delivered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bypass_cache:1", "bc:0", "cache_tags:a:b", "ct:a"})
    void whatIsForImgproxysCacheChangesNothing(String option) throws Exception {
        store("photo.png", TestImages.png(TestImages.waves(4, 3)));

        assertThat(processor.process("/" + option + "/plain/local:///photo.png").body())
                .isEqualTo(processor.process("/plain/local:///photo.png").body());
    }

    @ParameterizedTest
    @CsvSource({"photo.jpg, image/jpeg", "photo.png, image/png", "photo.gif, image/gif", "photo.webp, image/jpeg"})
    void withoutAFormatBrowsersGetOneTheyKnow(String name, String mimeType) throws Exception {
        BufferedImage image = TestImages.waves(40, 30);
        store("photo.jpg", TestImages.jpeg(image));
        store("photo.png", TestImages.png(image));
        store("photo.gif", TestImages.gif(image));
        store("photo.webp", Encoder.encode(TestImages.pixels(image), ImageFormat.WEBP, 90));

        assertThat(header(processor.process("/plain/local:///" + name), "Content-Type"))
                .isEqualTo(mimeType);
    }

    @Test
    void transparentWebpBecomesPng() throws Exception {
        Pixels glass = TestImages.pixels(TestImages.filled(40, 30, new Color(255, 0, 0, 100)));
        store("glass.webp", Encoder.encode(glass, ImageFormat.WEBP, 90));

        ProcessorResponse answer = processor.process("/plain/local:///glass.webp");

        assertThat(header(answer, "Content-Type")).isEqualTo("image/png");
        assertThat(TestImages.colour(TestImages.read(answer.body()), 5, 5).getAlpha())
                .isCloseTo(100, within(1));
    }

    @Test
    void scaledJpegIsCloseToAGoodReference() throws Exception {
        BufferedImage image = TestImages.waves(1200, 900);
        store("photo.jpg", TestImages.jpeg(image));

        BufferedImage result = TestImages.read(
                processor.process("/w:100/plain/local:///photo.jpg@png").body());

        assertThat(TestImages.psnr(result, areaAverage(image, 12))).isGreaterThan(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "webp"})
    void lossyResultsAreCloseToTheExactOne(String format) throws Exception {
        store("photo.png", TestImages.png(TestImages.waves(200, 150)));

        BufferedImage lossy = TestImages.read(
                processor.process("/q:90/plain/local:///photo.png@" + format).body());

        assertThat(TestImages.psnr(lossy, TestImages.waves(200, 150))).isGreaterThan(34);
    }

    @Test
    void webpSourceIsReadAsItWasWritten() throws Exception {
        Pixels waves = TestImages.pixels(TestImages.waves(200, 150));
        store("photo.webp", Encoder.encode(waves, ImageFormat.WEBP, 95));

        BufferedImage result = TestImages.read(
                processor.process("/plain/local:///photo.webp@png").body());

        assertThat(TestImages.psnr(result, TestImages.waves(200, 150))).isGreaterThan(36);
    }

    @Test
    void ofAnAnimatedWebpTheFirstFrameIsTaken() throws Exception {
        store("move.webp", TestImages.animatedWebp(64, 48, Color.RED, 8, 4, 16, 16));

        BufferedImage result = TestImages.read(
                processor.process("/plain/local:///move.webp@png").body());

        assertThat(result.getWidth()).isEqualTo(64);
        assertThat(TestImages.colour(result, 2, 2).getAlpha()).isZero();
        assertClose(TestImages.colour(result, 16, 12), Color.RED, 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unscaledJpegKeepsEveryPixel(boolean progressive) throws Exception {
        byte[] source = TestImages.jpeg(TestImages.waves(101, 67), progressive);
        store("photo.jpg", source);

        BufferedImage result = TestImages.read(
                processor.process("/plain/local:///photo.jpg@png").body());

        assertThat(TestImages.psnr(result, TestImages.read(source))).isInfinite();
    }

    @Test
    void progressiveJpegIsScaledFromItsLastScan() throws Exception {
        BufferedImage image = TestImages.waves(400, 300);
        store("steps.jpg", TestImages.jpeg(image, true));
        store("plain.jpg", TestImages.jpeg(image, false));

        BufferedImage steps = TestImages.read(
                processor.process("/w:40/plain/local:///steps.jpg@png").body());
        BufferedImage plain = TestImages.read(
                processor.process("/w:40/plain/local:///plain.jpg@png").body());

        assertThat(TestImages.psnr(steps, plain)).isGreaterThan(50);
    }

    @Test
    void jpegResultIsProgressive() throws Exception {
        store("photo.png", TestImages.png(TestImages.waves(64, 64)));

        byte[] file = processor.process("/plain/local:///photo.png@jpg").body();

        assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains("\u00ff\u00c2");
    }

    @ParameterizedTest
    @CsvSource({"80, 2x2", "89, 2x2", "90, 1x1", "100, 1x1"})
    void highQualityKeepsTheColourOfEveryPixel(int quality, String sampling) throws Exception {
        store("photo.png", TestImages.png(TestImages.waves(64, 64)));

        String file = new String(
                processor
                        .process("/q:" + quality + "/plain/local:///photo.png@jpg")
                        .body(),
                StandardCharsets.ISO_8859_1);

        // In the frame header the sampling factors of luma follow marker, length, bits, height, width, count and id.
        int factors = file.charAt(file.indexOf("\u00ff\u00c2") + 11);
        assertThat((factors >> 4) + "x" + (factors & 15)).isEqualTo(sampling);
    }

    @ParameterizedTest
    @CsvSource({"pngo::1:16, 16", "pngo::1, 256", "pngo:0:1:2, 2"})
    void aPngFileIsReducedToAPaletteOnRequest(String options, int colours) throws Exception {
        store("photo.png", TestImages.png(TestImages.waves(120, 90)));

        byte[] reduced =
                processor.process("/" + options + "/plain/local:///photo.png").body();
        byte[] whole = processor.process("/plain/local:///photo.png").body();

        var model = (IndexColorModel) TestImages.read(reduced).getColorModel();
        assertThat(model.getMapSize()).isBetween(colours / 2, colours);
        assertThat(reduced.length).isLessThan(whole.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "webp"})
    void lowerQualityMakesSmallerFiles(String format) throws Exception {
        store("photo.png", TestImages.png(TestImages.waves(200, 200)));

        int high = processor.process("/q:90/plain/local:///photo.png@" + format).body().length;
        int low = processor.process("/q:30/plain/local:///photo.png@" + format).body().length;

        assertThat(low).isLessThan(high * 3 / 4);
    }

    @ParameterizedTest
    @CsvSource({
        // The colours of the upper left, upper right and lower left corner once the picture stands upright.
        "1, RGW",
        "2, GRB",
        "3, BWG",
        "4, WBR",
        "5, RWG",
        "6, WRB",
        "7, BGW",
        "8, GBR",
    })
    void exifOrientationIsApplied(int orientation, String corners) throws Exception {
        store("photo.jpg", TestImages.oriented(TestImages.jpeg(TestImages.quarters(160, 80)), orientation));

        ProcessorResponse answer = processor.process("/rs:fit:80:80/plain/local:///photo.jpg@png");
        BufferedImage result = TestImages.read(answer.body());

        int width = orientation < 5 ? 80 : 40;
        int height = orientation < 5 ? 40 : 80;
        assertThat(result.getWidth()).isEqualTo(width);
        assertThat(result.getHeight()).isEqualTo(height);
        assertThat("" + name(result, 5, 5) + name(result, width - 6, 5) + name(result, 5, height - 6))
                .isEqualTo(corners);
        assertThat(header(answer, "X-Origin-Width")).isEqualTo(orientation < 5 ? "160" : "80");
    }

    @Test
    void gravityCountsInTheUprightPicture() throws Exception {
        store("photo.jpg", TestImages.oriented(TestImages.jpeg(TestImages.quarters(160, 160)), 6));

        BufferedImage result = TestImages.read(processor
                .process("/rs:fill:100:30/g:no/plain/local:///photo.jpg@png")
                .body());

        assertThat("" + name(result, 5, 15) + name(result, 94, 15)).isEqualTo("WR");
    }

    @ParameterizedTest
    @CsvSource({
        // The colours of the upper left, upper right and lower left corner of a stored picture RG over WB.
        "rot:90, WRB",
        "rot:180, BWG",
        "rot:270, GBR",
        "rot:-90, GBR",
        "rot:360, RGW",
        "fl:1, GRB",
        "fl::1, WBR",
        "fl:1:1, BWG",
        "rot:90/fl:1, RWG",
        "ar:0/rot:90, WRB",
    })
    void rotationAndFlipComeAfterTheOrientation(String options, String corners) throws Exception {
        store("photo.jpg", TestImages.jpeg(TestImages.quarters(160, 80)));

        BufferedImage result = TestImages.read(processor
                .process("/" + options + "/plain/local:///photo.jpg@png")
                .body());

        assertThat("" + name(result, 5, 5)
                        + name(result, result.getWidth() - 6, 5)
                        + name(result, 5, result.getHeight() - 6))
                .isEqualTo(corners);
    }

    @ParameterizedTest
    @CsvSource({"jpg, 1", "jpg, 4", "png, 1", "png, 4", "webp, 1", "webp, 4"})
    void aCroppedPictureIsThePartOfTheWhole(String format, int shrink) throws Exception {
        BufferedImage image = TestImages.waves(400, 300);
        store("photo.jpg", TestImages.jpeg(image));
        store("photo.png", TestImages.png(image));
        store("photo.webp", Encoder.encode(TestImages.pixels(image), ImageFormat.WEBP, 100));
        int width = 200 / shrink;

        BufferedImage part = TestImages.read(processor
                .process("/c:200:100:nowe:40:60/w:" + width + "/plain/local:///photo." + format + "@png")
                .body());
        BufferedImage whole = TestImages.read(processor
                .process("/w:" + 400 / shrink + "/plain/local:///photo." + format + "@png")
                .body());

        assertThat(part.getWidth()).isEqualTo(width);
        assertThat(part.getHeight()).isEqualTo(width / 2);
        assertThat(TestImages.psnr(part, whole.getSubimage(40 / shrink, 60 / shrink, width, width / 2)))
                .isGreaterThan(40);
    }

    @Test
    void cropCountsInTheTurnedPicture() throws Exception {
        store("photo.jpg", TestImages.oriented(TestImages.jpeg(TestImages.quarters(160, 80)), 6));

        BufferedImage result = TestImages.read(processor
                .process("/rot:90/c:80:40:nowe/plain/local:///photo.jpg@png")
                .body());

        assertThat(name(result, 5, 5)).isEqualTo('B');
        assertThat(name(result, 74, 34)).isEqualTo('B');
    }

    @Test
    void aTrimmedSourceIsProcessedAsIfItWereSmaller() throws Exception {
        BufferedImage image = TestImages.filled(100, 50, Color.WHITE);
        for (int index = 0; index < 200; index++) {
            image.setRGB(30 + index % 20, 15 + index / 20, Color.RED.getRGB());
        }
        store("box.png", TestImages.png(image));

        ProcessorResponse answer = processor.process("/t:10/w:10/rot:90/plain/local:///box.png");

        BufferedImage result = TestImages.read(answer.body());
        assertThat(result.getWidth()).isEqualTo(10);
        assertThat(result.getHeight()).isEqualTo(20);
        assertThat(TestImages.colour(result, 0, 0)).isEqualTo(Color.RED);
        assertThat(header(answer, "X-Origin-Width")).isEqualTo("100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rs:fill:60:60/g:sm", "c:60:60:sm", "c:120:120:sm/rs:fit:60:60", "rot:90/c:60:60/g:sm"})
    void smartGravityKeepsWhatCatchesTheEye(String options) throws Exception {
        BufferedImage image = TestImages.filled(400, 60, new Color(120, 120, 120));
        if (options.startsWith("c:120")) {
            image = TestImages.filled(400, 120, new Color(120, 120, 120));
        }
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillOval(310, 15, 30, 30);
        graphics.dispose();
        store("ball.png", TestImages.png(image));

        BufferedImage result = TestImages.read(
                processor.process("/" + options + "/plain/local:///ball.png").body());

        int red = 0;
        for (int index = 0; index < result.getWidth() * result.getHeight(); index++) {
            Color colour = TestImages.colour(result, index % result.getWidth(), index / result.getWidth());
            red += colour.getRed() > 200 && colour.getGreen() < 60 ? 1 : 0;
        }
        assertThat(result.getWidth()).isEqualTo(60);
        assertThat(red).isGreaterThan(options.startsWith("c:120") ? 120 : 600);
    }

    @Test
    void orientationIsIgnoredWhenAskedTo() throws Exception {
        store("photo.jpg", TestImages.oriented(TestImages.jpeg(TestImages.quarters(160, 80)), 6));

        BufferedImage result = TestImages.read(
                processor.process("/ar:0/plain/local:///photo.jpg@png").body());

        assertThat(result.getWidth()).isEqualTo(160);
    }

    @Test
    void orientationOfPngFilesIsApplied() throws Exception {
        byte[] png = TestImages.png(TestImages.quarters(160, 80));
        store("photo.png", TestImages.withChunk(png, "eXIf", TestImages.tiffWithOrientation(8)));

        assertThat(header(processor.process("/plain/local:///photo.png"), "X-Result-Height"))
                .isEqualTo("160");
    }

    @Test
    void wideGamutIsConvertedToSrgb() throws Exception {
        BufferedImage image = TestImages.filled(64, 64, new Color(200, 100, 50));
        store("plain.png", TestImages.png(image));
        store("wide.png", TestImages.pngWithProfile(TestImages.png(image), TestImages.displayP3()));
        BufferedImage opaque = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        opaque.createGraphics().drawImage(image, 0, 0, null);
        store("wide.jpg", TestImages.withProfile(TestImages.jpeg(opaque), TestImages.displayP3()));

        assertThat(center("plain.png")).isEqualTo(new Color(200, 100, 50));
        // Display P3 (200, 100, 50) by the published matrices is sRGB (214, 94, 31).
        assertClose(center("wide.png"), new Color(214, 94, 31), 3);
        assertClose(center("wide.jpg"), new Color(214, 94, 31), 5);
    }

    @Test
    void grayOfAProfileIsConvertedToTheGrayOfSrgb() throws Exception {
        BufferedImage gray = new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_GRAY);
        for (int index = 0; index < 400; index++) {
            gray.getRaster().setSample(index % 20, index / 20, 0, 55);
        }
        byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
        store("linear.png", TestImages.pngWithProfile(TestImages.png(gray), linear));

        Color colour = TestImages.colour(
                TestImages.read(processor.process("/plain/local:///linear.png").body()), 5, 5);

        // 55 of 255 in linear light is 128 of 255 in sRGB.
        assertClose(colour, new Color(128, 128, 128), 2);
    }

    @Test
    void brokenProfileIsIgnored() throws Exception {
        BufferedImage image = TestImages.filled(8, 8, new Color(200, 100, 50));
        byte[] nonsense = new byte[500];
        System.arraycopy("RGB ".getBytes(StandardCharsets.US_ASCII), 0, nonsense, 16, 4);
        store("odd.png", TestImages.pngWithProfile(TestImages.png(image), nonsense));

        assertThat(center("odd.png")).isEqualTo(new Color(200, 100, 50));
    }

    @Test
    void transparencyIsFlattenedOnWhiteOrTheBackground() throws Exception {
        store("glass.png", TestImages.png(TestImages.filled(20, 20, new Color(255, 0, 0, 51))));

        assertClose(center("glass.png@jpg"), new Color(255, 204, 204), 3);
        assertThat(TestImages.colour(
                        TestImages.read(processor
                                .process("/bg:0000ff/plain/local:///glass.png")
                                .body()),
                        10,
                        10))
                .isEqualTo(new Color(51, 0, 204));
    }

    @Test
    void alphaSurvivesScaling() throws Exception {
        store("glass.png", TestImages.png(TestImages.filled(200, 100, new Color(10, 200, 30, 77))));

        BufferedImage result = TestImages.read(
                processor.process("/w:30/plain/local:///glass.png").body());

        assertThat(TestImages.colour(result, 10, 10)).isEqualTo(new Color(10, 200, 30, 77));
    }

    @Test
    void opaquePngLosesItsAlphaChannel() throws Exception {
        store("solid.png", TestImages.png(TestImages.filled(20, 20, Color.ORANGE)));

        BufferedImage result =
                TestImages.read(processor.process("/plain/local:///solid.png").body());

        assertThat(result.getColorModel().hasAlpha()).isFalse();
    }

    @Test
    void marginsAreTransparentOrOfTheBackground() throws Exception {
        store("photo.png", TestImages.png(TestImages.filled(20, 20, Color.RED)));

        BufferedImage open = TestImages.read(
                processor.process("/rs:fit:40:20:0:1/plain/local:///photo.png").body());
        BufferedImage filled = TestImages.read(
                processor.process("/pd:10/bg:00f/plain/local:///photo.png").body());

        assertThat(TestImages.colour(open, 2, 10).getAlpha()).isZero();
        assertThat(TestImages.colour(open, 20, 10)).isEqualTo(Color.RED);
        assertThat(filled.getWidth()).isEqualTo(40);
        assertThat(TestImages.colour(filled, 5, 20)).isEqualTo(Color.BLUE);
        assertThat(TestImages.colour(filled, 20, 20)).isEqualTo(Color.RED);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 200", "200, 1", "3, 2", "17, 31"})
    void tinyAndThinSourcesWork(int width, int height) throws Exception {
        store("thin.png", TestImages.png(TestImages.waves(width, height)));
        store("thin.jpg", TestImages.jpeg(TestImages.waves(width, height)));

        for (String name : new String[] {"thin.png", "thin.jpg"}) {
            for (String options : new String[] {"w:1", "rs:fill:20:20:1", "rs:force:9:2:1", "rs:fit:5:5"}) {
                ProcessorResponse answer = processor.process("/" + options + "/plain/local:///" + name);
                assertThat(answer.status()).as(options).isEqualTo(200);
                assertThat(Integer.toString(TestImages.read(answer.body()).getWidth()))
                        .isEqualTo(header(answer, "X-Result-Width"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_4BYTE_ABGR
            })
    void everyKindOfPngKeepsItsTones(int type) throws Exception {
        BufferedImage image = new BufferedImage(64, 32, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.BLACK);
        graphics.fillRect(0, 0, 32, 32);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(32, 0, 32, 32);
        graphics.dispose();
        if (type == BufferedImage.TYPE_BYTE_GRAY) {
            image.getRaster().setSample(40, 20, 0, 100);
        }
        store("tones.png", TestImages.png(image));

        BufferedImage result = TestImages.read(
                processor.process("/bg:fff/plain/local:///tones.png@png").body());

        assertThat(TestImages.colour(result, 10, 10)).isEqualTo(Color.BLACK);
        assertThat(TestImages.colour(result, 50, 10)).isEqualTo(Color.WHITE);
        if (type == BufferedImage.TYPE_BYTE_GRAY) {
            assertThat(TestImages.colour(result, 40, 20)).isEqualTo(new Color(100, 100, 100));
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_USHORT_565_RGB})
    void bmpSourcesAreRead(int type) throws Exception {
        BufferedImage image = new BufferedImage(60, 40, type);
        image.createGraphics().drawImage(TestImages.quarters(60, 40), 0, 0, null);
        store("photo.bmp", TestImages.bmp(image));

        ProcessorResponse answer = processor.process("/w:30/plain/local:///photo.bmp@png");
        BufferedImage result = TestImages.read(answer.body());

        assertThat("" + name(result, 3, 3) + name(result, 26, 3) + name(result, 3, 16))
                .isEqualTo("RGW");
        assertThat(header(processor.process("/plain/local:///photo.bmp"), "Content-Type"))
                .isEqualTo("image/jpeg");
    }

    @Test
    void grayJpegKeepsItsTones() throws Exception {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
        for (int index = 0; index < 64 * 64; index++) {
            image.getRaster().setSample(index % 64, index / 64, 0, 100);
        }
        store("gray.jpg", TestImages.jpeg(image));

        assertClose(center("gray.jpg@png"), new Color(100, 100, 100), 1);
    }

    @Test
    void cmykJpegIsReadAsColour() throws Exception {
        store("print.jpg", TestImages.cmykJpeg(64, 64, 0, 255, 255, 0));

        Color color = center("print.jpg@png");

        assertThat(color.getRed()).isGreaterThan(220);
        assertThat(color.getGreen()).isLessThan(60);
        assertThat(color.getBlue()).isLessThan(60);
    }

    @Test
    void onlyThePartThatStaysIsEverScaled() throws Exception {
        store("ribbon.png", TestImages.png(TestImages.waves(4000, 2)));

        ProcessorResponse answer = processor.process("/rs:fill:500:500:1/plain/local:///ribbon.png");

        assertThat(header(answer, "X-Result-Width")).isEqualTo("500");
    }

    @ParameterizedTest
    @CsvSource({
        "/monochrome:1/plain/local:///photo.png, 404, Invalid URL",
        "/plain/local:///photo.png@avif, 422, Invalid URL",
        "/plain/local:///photo.png@svg, 422, Invalid URL",
        "/plain/local:///missing.png, 404, Source is unreachable",
        "/plain/local:///, 404, Source is unreachable",
        "/plain/s3://bucket/photo.png, 404, Source is unreachable",
        "/plain/photo.png, 404, Source is unreachable",
        "/rs:force:3000:3000:1/plain/local:///photo.png, 422, Invalid URL",
        "/rs:force:2000000000:2000000000:1/dpr:8/plain/local:///photo.png, 422, Invalid URL",
        "/pd:2147483647/plain/local:///photo.png, 422, Invalid URL",
    })
    void refusalsAreShortPlainTexts(String path, int status, String text) throws Exception {
        store("photo.png", TestImages.png(TestImages.waves(4, 3)));

        ProcessorResponse answer = processor.process(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(header(answer, "Content-Type")).isEqualTo("text/plain");
        assertThat(answer.headers().firstValue("Cache-Control")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/plain/local:///photo.png@avif",
                "/f:avif/plain/local:///photo.png",
                "/format:avif/w:1/plain/local:///photo.png",
                "/f:avif/plain/local:///missing.png"
            })
    void avifIsRefusedBeforeTheSourceIsFetched(String path) throws Exception {
        store("photo.png", TestImages.png(TestImages.waves(4, 3)));

        ProcessorResponse answer = processor.process(path);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("Invalid URL");
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> Processor.checkWritable(ImageFormat.AVIF))
                .withMessage("the embedded processor cannot write AVIF");
    }

    @Test
    void anAvifSourceIsRefused() throws Exception {
        store("photo.avif", "\0\0\0\u001cftypavif\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(processor.process("/plain/local:///photo.avif@png").status()).isEqualTo(422);
        assertThat(processor.process("/plain/local:///photo.avif").status()).isEqualTo(422);
    }

    private void store(String name, byte[] file) throws IOException {
        Files.write(root.resolve(name), file);
    }

    private Color center(String source) throws InterruptedException {
        BufferedImage image =
                TestImages.read(processor.process("/plain/local:///" + source).body());
        return TestImages.colour(image, image.getWidth() / 2, image.getHeight() / 2);
    }

    private static String header(ProcessorResponse answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }

    private static void assertClose(Color actual, Color expected, int tolerance) {
        assertThat(actual.getRed()).as("red of %s", actual).isCloseTo(expected.getRed(), within(tolerance));
        assertThat(actual.getGreen()).as("green of %s", actual).isCloseTo(expected.getGreen(), within(tolerance));
        assertThat(actual.getBlue()).as("blue of %s", actual).isCloseTo(expected.getBlue(), within(tolerance));
    }

    private static char name(BufferedImage image, int x, int y) {
        Color colour = TestImages.colour(image, x, y);
        boolean red = colour.getRed() > 128;
        boolean blue = colour.getBlue() > 128;
        if (red) {
            return blue ? 'W' : 'R';
        }
        return blue ? 'B' : 'G';
    }

    private static BufferedImage areaAverage(BufferedImage image, int factor) {
        BufferedImage small =
                new BufferedImage(image.getWidth() / factor, image.getHeight() / factor, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < small.getHeight(); y++) {
            for (int x = 0; x < small.getWidth(); x++) {
                int[] sums = new int[3];
                for (int index = 0; index < factor * factor; index++) {
                    int pixel = image.getRGB(x * factor + index % factor, y * factor + index / factor);
                    sums[0] += pixel >> 16 & 0xFF;
                    sums[1] += pixel >> 8 & 0xFF;
                    sums[2] += pixel & 0xFF;
                }
                int count = factor * factor;
                small.setRGB(x, y, new Color(sums[0] / count, sums[1] / count, sums[2] / count).getRGB());
            }
        }
        return small;
    }
}
