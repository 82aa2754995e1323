package io.github.imgproxy4j.demo.photos;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Dimension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;

/** The committed pictures: what the demo, and the image processor's tests, rely on. Reads headers, decodes nothing. */
class PhotosTest {

    private static final Path FOLDER = Path.of("src/main/webapp/WEB-INF/photos");
    private static final Path CATALOGUE = Path.of("src/main/resources/io/github/imgproxy4j/demo/photos.json");
    private static final Pattern LINE = Pattern.compile(
            "\\{\"file\": \"([^\"]+)\", \"title\": \"([^\"]+)\", \"alt\": \"([^\"]+)\", \"width\": (\\d+), \"height\": (\\d+)}");

    @Test
    void folderHasEnoughPhotosAndIsSmall() throws IOException {
        long total = 0;
        for (Path file : files("")) {
            total += Files.size(file);
        }
        assertThat(files("").size()).isGreaterThanOrEqualTo(30);
        assertThat(total).isLessThanOrEqualTo(12_000_000);
        assertThat(files(".png"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(file -> assertThat(file)
                        .satisfies(png -> assertThat(Files.size(png)).isLessThanOrEqualTo(700_000)));
    }

    @Test
    void catalogueAndFolderNameTheSameFiles() throws IOException {
        assertThat(entries().stream().map(Catalogue.Entry::file))
                .containsExactlyInAnyOrderElementsOf(
                        files("").stream().map(PhotosTest::name).toList());
    }

    @Test
    void catalogueIsWhatTheGeneratorWrites() throws IOException {
        assertThat(Files.readString(CATALOGUE))
                .isEqualTo(Catalogue.ofEverything().json());
    }

    @Test
    void everyPhotoHasTitleAndAlternativeText() throws IOException {
        assertThat(entries()).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.title()).hasSizeBetween(4, 40);
            assertThat(entry.alt()).hasSizeBetween(30, 160);
        });
    }

    @Test
    void catalogueGivesTheUprightSize() throws IOException {
        assertThat(entries())
                .allSatisfy(entry -> assertThat(upright(FOLDER.resolve(entry.file())))
                        .as(entry.file())
                        .isEqualTo(new Dimension(entry.width(), entry.height())));
    }

    @Test
    void everyJpegHasTheSizeOfAPhotograph() throws IOException {
        assertThat(files(".jpg")).hasSizeGreaterThanOrEqualTo(26).allSatisfy(file -> {
            Dimension size = upright(file);
            assertThat(size.width * size.height).isGreaterThanOrEqualTo(2_500_000);
        });
    }

    @Test
    void someJpegsAreStoredTurned() throws IOException {
        List<Integer> turned = files(".jpg").stream()
                .map(PhotosTest::header)
                .map(JpegHeader::orientation)
                .filter(orientation -> orientation != 1)
                .toList();
        assertThat(turned).hasSizeGreaterThanOrEqualTo(3).contains(3, 6, 8);
    }

    @Test
    void someJpegHasAColourProfile() throws IOException {
        assertThat(files(".jpg").stream().map(PhotosTest::header).filter(JpegHeader::profiled))
                .isNotEmpty();
    }

    @Test
    void jpegsHaveHalvedColour() throws IOException {
        assertThat(files(".jpg"))
                .allSatisfy(file -> assertThat(header(file).halvedColour()).isTrue());
    }

    @Test
    void pngsHaveAlpha() throws IOException {
        assertThat(files(".png"))
                .allSatisfy(file -> assertThat(Files.readAllBytes(file)[25]).isEqualTo((byte) 6));
    }

    @Test
    void gifMoves() throws IOException {
        assertThat(files(".gif")).isNotEmpty().allSatisfy(file -> {
            assertThat(Files.size(file)).isLessThanOrEqualTo(600_000);
            try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
                ImageReader reader = ImageIO.getImageReaders(in).next();
                reader.setInput(in);
                assertThat(reader.getNumImages(true)).isGreaterThan(1);
                reader.dispose();
            }
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .contains("NETSCAPE2.0");
        });
    }

    @Test
    void svgIsSmallAndHarmless() throws IOException {
        assertThat(files(".svg"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Files.readString(file))
                        .hasSizeLessThan(20_000)
                        .doesNotContain("<script", "onload", "href"));
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.filter(file -> name(file).endsWith(ending)).sorted().toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static List<Catalogue.Entry> entries() throws IOException {
        return LINE.matcher(Files.readString(CATALOGUE))
                .results()
                .map(line -> new Catalogue.Entry(
                        line.group(1),
                        line.group(2),
                        line.group(3),
                        Integer.parseInt(line.group(4)),
                        Integer.parseInt(line.group(5))))
                .toList();
    }

    private static JpegHeader header(Path file) {
        try {
            return JpegHeader.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Dimension upright(Path file) throws IOException {
        if (name(file).endsWith(".jpg")) {
            return header(file).upright();
        }
        if (name(file).endsWith(".svg")) {
            Matcher size = Pattern.compile("width=\"(\\d+)\" height=\"(\\d+)\"").matcher(Files.readString(file));
            assertThat(size.find()).isTrue();
            return new Dimension(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            reader.setInput(in);
            Dimension size = new Dimension(reader.getWidth(0), reader.getHeight(0));
            reader.dispose();
            return size;
        }
    }
}
