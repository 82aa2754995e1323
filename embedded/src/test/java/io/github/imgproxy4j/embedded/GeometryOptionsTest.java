package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.internal.codec.Encoder;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which part of a source a result shows, how large, and which way up. */
class GeometryOptionsTest extends ProcessorFixture {
    @ParameterizedTest
    @CsvSource({
        // The colours of the upper left, upper right and lower left corner once the image stands upright.
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

        ProcessorResponse response = processor.process("/rs:fit:80:80/plain/local:///photo.jpg@png");
        BufferedImage result = TestImages.read(response.body());

        int width = orientation < 5 ? 80 : 40;
        int height = orientation < 5 ? 40 : 80;
        assertThat(result.getWidth()).isEqualTo(width);
        assertThat(result.getHeight()).isEqualTo(height);
        assertThat("" + colourName(result, 5, 5) + colourName(result, width - 6, 5) + colourName(result, 5, height - 6))
                .isEqualTo(corners);
        assertThat(header(response, "X-Origin-Width")).isEqualTo(orientation < 5 ? "160" : "80");
    }

    @Test
    void gravityCountsInTheUprightImage() throws Exception {
        store("photo.jpg", TestImages.oriented(TestImages.jpeg(TestImages.quarters(160, 160)), 6));

        BufferedImage result = read("/rs:fill:100:30/g:no/plain/local:///photo.jpg@png");

        assertThat("" + colourName(result, 5, 15) + colourName(result, 94, 15)).isEqualTo("WR");
    }

    @ParameterizedTest
    @CsvSource({
        // The colours of the upper left, upper right and lower left corner of a stored image RG over WB.
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

        BufferedImage result = read("/" + options + "/plain/local:///photo.jpg@png");

        assertThat("" + colourName(result, 5, 5)
                        + colourName(result, result.getWidth() - 6, 5)
                        + colourName(result, 5, result.getHeight() - 6))
                .isEqualTo(corners);
    }

    @ParameterizedTest
    @CsvSource({"jpg, 1", "jpg, 4", "png, 1", "png, 4", "webp, 1", "webp, 4"})
    void aCroppedImageIsThePartOfTheWhole(String format, int shrink) throws Exception {
        BufferedImage image = TestImages.waves(400, 300);
        store("photo.jpg", TestImages.jpeg(image));
        store("photo.png", TestImages.png(image));
        store("photo.webp", Encoder.encode(TestImages.pixels(image), ImageFormat.WEBP, 100));
        int width = 200 / shrink;

        BufferedImage part = read("/c:200:100:nowe:40:60/w:" + width + "/plain/local:///photo." + format + "@png");
        BufferedImage whole = read("/w:" + 400 / shrink + "/plain/local:///photo." + format + "@png");

        assertThat(part.getWidth()).isEqualTo(width);
        assertThat(part.getHeight()).isEqualTo(width / 2);
        assertThat(TestImages.psnr(part, whole.getSubimage(40 / shrink, 60 / shrink, width, width / 2)))
                .isGreaterThan(40);
    }

    @Test
    void cropCountsInTheTurnedImage() throws Exception {
        store("photo.jpg", TestImages.oriented(TestImages.jpeg(TestImages.quarters(160, 80)), 6));

        BufferedImage result = read("/rot:90/c:80:40:nowe/plain/local:///photo.jpg@png");

        assertThat(colourName(result, 5, 5)).isEqualTo('B');
        assertThat(colourName(result, 74, 34)).isEqualTo('B');
    }

    @Test
    void aTrimmedSourceIsProcessedAsIfItWereSmaller() throws Exception {
        BufferedImage image = TestImages.filled(100, 50, Color.WHITE);
        for (int index = 0; index < 200; index++) {
            image.setRGB(30 + index % 20, 15 + index / 20, Color.RED.getRGB());
        }
        store("box.png", TestImages.png(image));

        ProcessorResponse response = processor.process("/t:10/w:10/rot:90/plain/local:///box.png");

        BufferedImage result = TestImages.read(response.body());
        assertThat(result.getWidth()).isEqualTo(10);
        assertThat(result.getHeight()).isEqualTo(20);
        assertThat(TestImages.colour(result, 0, 0)).isEqualTo(Color.RED);
        assertThat(header(response, "X-Origin-Width")).isEqualTo("100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rs:fill:60:60/g:sm", "c:60:60:sm", "c:120:120:sm/rs:fit:60:60", "rot:90/c:60:60/g:sm"})
    void smartGravityRetainsTheMostSalientPart(String options) throws Exception {
        BufferedImage image = TestImages.filled(400, 60, new Color(120, 120, 120));
        if (options.startsWith("c:120")) {
            image = TestImages.filled(400, 120, new Color(120, 120, 120));
        }
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillOval(310, 15, 30, 30);
        graphics.dispose();
        store("ball.png", TestImages.png(image));

        BufferedImage result = read("/" + options + "/plain/local:///ball.png");

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

        BufferedImage result = read("/ar:0/plain/local:///photo.jpg@png");

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
    void marginsAreTransparentOrOfTheBackground() throws Exception {
        store("photo.png", TestImages.png(TestImages.filled(20, 20, Color.RED)));

        BufferedImage open = read("/rs:fit:40:20:0:1/plain/local:///photo.png");
        BufferedImage filled = read("/pd:10/bg:00f/plain/local:///photo.png");

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
                ProcessorResponse response = processor.process("/" + options + "/plain/local:///" + name);
                assertThat(response.status()).as(options).isEqualTo(200);
                assertThat(Integer.toString(TestImages.read(response.body()).getWidth()))
                        .isEqualTo(header(response, "X-Result-Width"));
            }
        }
    }

    @Test
    void onlyThePartThatStaysIsEverScaled() throws Exception {
        store("ribbon.png", TestImages.png(TestImages.waves(4000, 2)));

        ProcessorResponse response = processor.process("/rs:fill:500:500:1/plain/local:///ribbon.png");

        assertThat(header(response, "X-Result-Width")).isEqualTo("500");
    }
}
