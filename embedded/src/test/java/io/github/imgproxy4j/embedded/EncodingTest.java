package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.imgproxy4j.embedded.internal.codec.Encoder;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The format and the bytes of a result. */
class EncodingTest extends ProcessorFixture {
    @ParameterizedTest
    @CsvSource({
        "jpg, image/jpeg, photo.jpg",
        "png, image/png, photo.png",
        "webp, image/webp, photo.webp",
        "gif, image/gif, photo.gif",
    })
    void everyOutputFormatDecodesToTheAskedSize(String format, String mimeType, String fileName) throws Exception {
        store("photo.jpg", TestImages.jpeg(TestImages.waves(400, 300)));

        ProcessorResponse response = processor.process("/rs:fill:120:100/plain/local:///photo.jpg@" + format);

        assertThat(response.status()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo(mimeType);
        assertThat(header(response, "Content-Disposition")).isEqualTo("inline; filename=\"" + fileName + '"');
        BufferedImage result = TestImages.read(response.body());
        assertThat(result.getWidth()).isEqualTo(120);
        assertThat(result.getHeight()).isEqualTo(100);
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

        ProcessorResponse response = processor.process("/plain/local:///glass.webp");

        assertThat(header(response, "Content-Type")).isEqualTo("image/png");
        assertThat(TestImages.colour(TestImages.read(response.body()), 5, 5).getAlpha())
                .isCloseTo(100, within(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "webp"})
    void lossyResultsAreCloseToTheExactOne(String format) throws Exception {
        store("photo.png", TestImages.png(TestImages.waves(200, 150)));

        BufferedImage lossy = read("/q:90/plain/local:///photo.png@" + format);

        assertThat(TestImages.psnr(lossy, TestImages.waves(200, 150))).isGreaterThan(34);
    }

    @Test
    void jpegResultHasTablesForItsOwnPixelsAndOnePass() throws Exception {
        store("photo.png", TestImages.png(TestImages.waves(64, 64)));

        byte[] file = processor.process("/plain/local:///photo.png@jpg").body();

        // The first of the usual tables has 31 bytes.
        assertThat(new String(file, StandardCharsets.ISO_8859_1))
                .contains("\u00ff\u00c0")
                .doesNotContain("\u00ff\u00c2", "\u00ff\u00c4\0\u001f");
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
        int factors = file.charAt(file.indexOf("\u00ff\u00c0") + 11);
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
    @ValueSource(
            strings = {
                "/plain/local:///photo.png@avif",
                "/f:avif/plain/local:///photo.png",
                "/format:avif/w:1/plain/local:///photo.png",
                "/f:avif/plain/local:///missing.png"
            })
    void avifIsRefusedBeforeTheSourceIsFetched(String path) throws Exception {
        store("photo.png", TestImages.png(TestImages.waves(4, 3)));

        ProcessorResponse response = processor.process(path);

        assertThat(response.status()).isEqualTo(422);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("Invalid URL");
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
}
