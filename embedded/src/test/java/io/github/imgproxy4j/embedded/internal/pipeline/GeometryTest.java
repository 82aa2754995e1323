package io.github.imgproxy4j.embedded.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.internal.format.Orientation;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.options.ImagePath;
import io.github.imgproxy4j.embedded.internal.options.PathRules;
import io.github.imgproxy4j.embedded.internal.options.Presets;
import io.github.imgproxy4j.embedded.internal.options.ProcessingOptions;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeometryTest {

    @Test
    void resultsAreAsLargeAsImgproxyMakesThem() throws Exception {
        List<String> differences = new ArrayList<>();
        List<String> lines = table("sizes.csv");
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            String[] source = cells[0].split("x", -1);
            Geometry geometry = geometry(Integer.parseInt(source[0]), Integer.parseInt(source[1]), cells[1]);
            String size = geometry.canvasWidth() + "," + geometry.canvasHeight();
            if (!size.equals(cells[2] + "," + cells[3])) {
                differences.add(line + " but was " + size);
            }
        }
        assertThat(lines).hasSizeGreaterThan(800);
        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"turned-sizes.csv, 600", "combined-sizes.csv, 1900"})
    void combinedOptionsGiveResultsAsLargeAsImgproxyMakesThem(String table, int rows) throws Exception {
        List<String> differences = new ArrayList<>();
        List<String> lines = table(table);
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            String[] source = cells[0].split("x", -1);
            ProcessingOptions options = ImagePath.parse(
                            "/" + cells[2] + "/plain/x", new PathRules(Presets.NONE, false, true, Clock.systemUTC()))
                    .options();
            Orientation exif = options.autoRotate ? Orientation.of(Integer.parseInt(cells[1])) : Orientation.UPRIGHT;
            boolean swaps = exif.then(options.rotate, options.flipLeftRight, options.flipUpDown)
                    .swapsAxes();
            Geometry geometry = Geometry.of(
                    Integer.parseInt(source[swaps ? 1 : 0]), Integer.parseInt(source[swaps ? 0 : 1]), options);
            String size = geometry.canvasWidth() + "," + geometry.canvasHeight();
            if (!size.equals(cells[3] + "," + cells[4])) {
                differences.add(line + " but was " + size);
            }
        }
        assertThat(lines).hasSizeGreaterThan(rows);
        assertThat(differences).isEmpty();
    }

    @ParameterizedTest(name = "{0} keeps the window at {1},{2}")
    @CsvSource({
        "g:ce, 100, 0",
        "g:we, 0, 0",
        "g:ea, 200, 0",
        "g:no, 100, 0",
        "g:we:30:0, 30, 0",
        "g:ea:30:0, 170, 0",
        "g:we:0.1:0, 40, 0",
        "g:ce:-30:0, 70, 0",
        "g:ce:500:0, 200, 0",
        "g:fp:0:0, 0, 0",
        "g:fp:0.5:0.5, 100, 0",
        "g:fp:0.6:0.5, 140, 0",
        "g:fp:1:1, 200, 0",
    })
    void gravityChoosesThePartThatStays(String gravity, int left, int top) throws Exception {
        Geometry geometry = geometry(400, 200, "rs:fill:200:200/" + gravity);

        assertThat(geometry.window()).isEqualTo(new Area(left, top, 200, 200));
    }

    @Test
    void pixelOffsetsGrowWithThePixelRatioAndFractionsDoNot() throws Exception {
        assertThat(geometry(800, 400, "rs:fill:200:200/g:we:30:0/dpr:2")
                        .window()
                        .left())
                .isEqualTo(60);
        assertThat(geometry(800, 400, "rs:fill:200:200/g:we:0.1:0/dpr:2")
                        .window()
                        .left())
                .isEqualTo(80);
    }

    @Test
    void extendPlacesTheImageByItsOwnGravity() throws Exception {
        Geometry geometry = geometry(100, 100, "rs:fit:300:200:0:1:soea/pd:10");

        assertThat(geometry.canvasWidth()).isEqualTo(320);
        assertThat(geometry.canvasHeight()).isEqualTo(220);
        assertThat(geometry.canvasLeft()).isEqualTo(210);
        assertThat(geometry.canvasTop()).isEqualTo(110);
    }

    @ParameterizedTest(name = "{0} keeps {3}x{4} at {1},{2}")
    @CsvSource({
        "c:100:50, 150, 76, 100, 50",
        "c:0.5:0.25, 100, 76, 200, 50",
        "c:100.9:0, 150, 0, 100, 200",
        "c:9000:50, 0, 76, 400, 50",
        "c:0.0001:1, 200, 100, 1, 1",
        "c:100:50:nowe, 0, 0, 100, 50",
        "c:100:50:soea:10:0.1, 290, 130, 100, 50",
        "c:100:50:fp:0.25:0.5, 50, 75, 100, 50",
        "g:no/c:100:50, 150, 0, 100, 50",
        "g:no/c:100:50:so, 150, 150, 100, 50",
        "c:100:50:we:10/dpr:2, 10, 76, 100, 50",
    })
    void cropChoosesThePartOfTheSource(String options, int left, int top, int width, int height) throws Exception {
        assertThat(geometry(400, 200, options).crop()).isEqualTo(new Area(left, top, width, height));
    }

    @ParameterizedTest(name = "{0} gives {1}x{2}")
    @CsvSource({
        "c:200:200/rs:fit:100:50, 50, 50",
        "c:100:100/rs:fit:300:300, 100, 100",
        "rs:fit:200:100/exar:1, 200, 100",
        "rs:fit:100:100/exar:1, 100, 100",
        "rs:fit:800:800/exar:1, 400, 400",
        "rs:fit:100:300/exar:1, 100, 300",
        "rs:fit:100:300/exar:1/pd:5, 110, 310",
        "rs:fit:800:800/ex:1/exar:1, 800, 800",
        "w:100/exar:1, 100, 50",
    })
    void cropAndAspectRatioDecideTheSize(String options, int width, int height) throws Exception {
        Geometry geometry = geometry(400, 200, options);

        assertThat(geometry.canvasWidth()).isEqualTo(width);
        assertThat(geometry.canvasHeight()).isEqualTo(height);
    }

    @ParameterizedTest(name = "at most {1} pixels a side, {0} gives {2}x{3}")
    @CsvSource({
        "w:300, 100, 100, 50",
        "w:80, 100, 80, 40",
        "rs:fill:300:300:1, 100, 100, 100",
        "w:300/pd:50, 100, 99, 62",
        "w:300/dpr:2, 100, 100, 50",
        "w:300, 0, 300, 150",
        "w:300, -5, 300, 150",
    })
    void aResultMayBeLimitedToASide(String options, int side, int width, int height) throws Exception {
        ProcessingOptions parsed = ImagePath.parse(
                        "/mrd:" + side + "/" + options + "/plain/x",
                        new PathRules(Presets.NONE, false, true, Clock.systemUTC()))
                .options();

        Geometry geometry = Geometry.of(400, 200, parsed);

        assertThat(geometry.canvasWidth()).isEqualTo(width);
        assertThat(geometry.canvasHeight()).isEqualTo(height);
    }

    private static Geometry geometry(int width, int height, String options) throws ProcessingException {
        return Geometry.of(
                width,
                height,
                ImagePath.parse("/" + options + "/plain/x", PathRules.strict(Presets.NONE, Clock.systemUTC()))
                        .options());
    }

    private static List<String> table(String name) throws IOException {
        InputStream stream = Objects.requireNonNull(GeometryTest.class.getResourceAsStream(name));
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}
