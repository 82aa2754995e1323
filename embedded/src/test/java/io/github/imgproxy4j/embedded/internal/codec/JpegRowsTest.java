package io.github.imgproxy4j.embedded.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.imgproxy4j.embedded.TestImages;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.limit.CalledOffException;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.raster.Shrink;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegRowsTest {
    private static final int WIDTH = 203;
    private static final int HEIGHT = 117;

    /** The JDK's own reader says what the pixels are. */
    @ParameterizedTest
    @CsvSource({
        "2, 2, false, 0",
        "2, 2, true, 0",
        "2, 1, false, 0",
        "2, 1, true, 3",
        "1, 1, false, 5",
        "1, 1, false, 0",
        "1, 1, true, 7",
        "2, 2, false, 2"
    })
    void allPixelsAreThoseOfTheJdk(int across, int down, boolean progressive, int restarts) throws Exception {
        byte[] file = jpeg(photo(40), across, down, progressive, restarts);

        assertThat(difference(read(file, 1), opaqueRgb(file))).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8, 16, 24})
    void aSmallerImageIsTheMeanOfItsPixels(int factor) throws Exception {
        for (boolean progressive : new boolean[] {false, true}) {
            // Without noise, whose colours are cut off where they are no longer red, green and blue.
            byte[] file = jpeg(photo(0), 1, 1, progressive, 0);

            Pixels mean = opaqueRgb(file).shrunk(Area.of(WIDTH, HEIGHT), factor, factor);
            // What lies beyond the image in its last blocks has a part in the last pixels.
            Area inner = Area.of(WIDTH / factor, HEIGHT / factor);
            assertThat(difference(read(file, factor).cut(inner), mean.cut(inner)))
                    .isLessThanOrEqualTo(3);
        }
    }

    @Test
    void coloursForTwoRowsAreLeftToTheJdk() throws Exception {
        byte[] file = jpeg(photo(0), 1, 2, false, 0);

        assertThatIOException().isThrownBy(() -> read(file, 2)).withMessageContaining("colours for");
    }

    @Test
    void aGrayImageIsTheMeanOfItsPixels() throws Exception {
        BufferedImage gray = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = gray.createGraphics();
        graphics.drawImage(TestImages.waves(WIDTH, HEIGHT), 0, 0, null);
        graphics.dispose();
        byte[] file = TestImages.jpeg(gray);
        BufferedImage read = TestImages.read(file);

        Pixels all = read(file, 1);
        for (int index = 0; index < all.argb().length; index++) {
            int sample = read.getRaster().getSample(index % WIDTH, index / WIDTH, 0);
            assertThat(all.argb()[index]).isEqualTo(0xFF000000 | sample * 0x10101);
        }
        Area inner = Area.of(WIDTH / 8, HEIGHT / 8);
        assertThat(difference(
                        read(file, 8).cut(inner),
                        all.shrunk(Area.of(WIDTH, HEIGHT), 8, 8).cut(inner)))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void severalPartsAtOnceAreThoseThatComeAlone() throws Exception {
        byte[] file = jpeg(photo(40), 2, 2, false, 0);
        Shrink corner = new Shrink(new Area(64, 32, 100, 80), 4, 4);
        Shrink half = new Shrink(Area.of(WIDTH, HEIGHT), 2, 2);
        Shrink whole = Shrink.none(WIDTH, HEIGHT);

        List<Pixels> together = rows(file).shrunk(WIDTH, HEIGHT, List.of(corner, whole, half));

        assertThat(together.get(0).argb())
                .isEqualTo(
                        rows(file).shrunk(WIDTH, HEIGHT, List.of(corner)).get(0).argb())
                .isEqualTo(read(file, 4).cut(new Area(16, 8, 25, 20)).argb());
        assertThat(together.get(1).argb()).isEqualTo(read(file, 1).argb());
        assertThat(together.get(2).argb()).isEqualTo(read(file, 2).argb());
    }

    /** The JDK's reader shows them as far as they go. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsCutIsRefused(boolean progressive) throws Exception {
        byte[] file = jpeg(photo(40), 2, 2, progressive, 4);

        for (int length = 2; length < file.length - 2; length += 7) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatIOException().isThrownBy(() -> read(cut, 8));
        }
        assertThatIOException().isThrownBy(() -> rows(file).shrunk(WIDTH + 1, HEIGHT, List.of()));
    }

    /** Any bytes end in pixels or in one of the failures that are expected of a decoder. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsDamagedEndsInPixelsOrAFailure(boolean progressive) throws Exception {
        byte[] file = jpeg(photo(40), 2, 1, progressive, 0);
        Random random = new Random(17);
        int refused = 0;
        for (int round = 0; round < 400; round++) {
            byte[] damaged = file.clone();
            for (int times = 0; times <= round % 3; times++) {
                damaged[20 + random.nextInt(damaged.length - 20)] = (byte) random.nextInt();
            }
            try {
                assertThat(read(damaged, 4).width()).isEqualTo(51);
            } catch (IOException | RuntimeException expected) {
                refused++;
            }
        }
        assertThat(refused).isBetween(50, 400);
    }

    @Test
    void everyRowLooksAtTheDeadline() throws Exception {
        byte[] file = jpeg(photo(40), 2, 2, true, 0);
        Deadline over = Deadline.never();
        over.callOff();

        assertThatExceptionOfType(CalledOffException.class)
                .isThrownBy(() -> new JpegRows(file, over).shrunk(WIDTH, HEIGHT, List.of(Shrink.none(WIDTH, HEIGHT))));
    }

    private static JpegRows rows(byte[] file) {
        return new JpegRows(file, Deadline.never());
    }

    private static Pixels read(byte[] file, int factor) throws IOException {
        return rows(file)
                .shrunk(WIDTH, HEIGHT, List.of(new Shrink(Area.of(WIDTH, HEIGHT), factor, factor)))
                .get(0);
    }

    private static BufferedImage photo(int noise) {
        BufferedImage photo = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = photo.createGraphics();
        graphics.drawImage(TestImages.waves(WIDTH, HEIGHT), 0, 0, null);
        graphics.drawImage(TestImages.noise(40, 30, 5), 70, 50, noise, 30, null);
        graphics.dispose();
        return photo;
    }

    private static Pixels opaqueRgb(byte[] file) {
        BufferedImage image = TestImages.read(file);
        return new Pixels(
                image.getWidth(),
                image.getHeight(),
                image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()),
                false);
    }

    private static int difference(Pixels one, Pixels other) {
        int most = 0;
        for (int index = 0; index < one.argb().length; index++) {
            for (int shift = 0; shift < 24; shift += 8) {
                int step = (one.argb()[index] >> shift & 0xFF) - (other.argb()[index] >> shift & 0xFF);
                most = Math.max(most, Math.abs(step));
            }
        }
        return most;
    }

    private static byte[] jpeg(BufferedImage image, int across, int down, boolean progressive, int restarts)
            throws IOException {
        ImageWriter writer = Codecs.jdkWriter(ImageFormat.JPEG);
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        IIOMetadata metadata =
                writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), parameters);
        String format = metadata.getNativeMetadataFormatName();
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
        IIOMetadataNode luma =
                (IIOMetadataNode) root.getElementsByTagName("componentSpec").item(0);
        luma.setAttribute("HsamplingFactor", Integer.toString(across));
        luma.setAttribute("VsamplingFactor", Integer.toString(down));
        if (restarts > 0) {
            IIOMetadataNode interval = new IIOMetadataNode("dri");
            interval.setAttribute("interval", Integer.toString(restarts));
            root.getElementsByTagName("markerSequence")
                    .item(0)
                    .insertBefore(interval, root.getElementsByTagName("sof").item(0));
        }
        metadata.setFromTree(format, root);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        writer.setOutput(ImageIO.createImageOutputStream(file));
        writer.write(null, new IIOImage(image, null, metadata), parameters);
        ((ImageOutputStream) writer.getOutput()).close();
        writer.dispose();
        return file.toByteArray();
    }
}
