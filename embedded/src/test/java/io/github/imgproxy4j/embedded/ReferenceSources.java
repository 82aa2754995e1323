package io.github.imgproxy4j.embedded;

import io.github.imgproxy4j.embedded.internal.codec.Encoder;
import io.github.imgproxy4j.embedded.internal.format.CmykProfile;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.format.Orientation;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.options.Output;
import io.github.imgproxy4j.embedded.internal.raster.Frame;
import io.github.imgproxy4j.embedded.internal.raster.FrameSequence;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The sources of the reference images, by name; the same bytes were given to imgproxy. */
final class ReferenceSources {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;
    private static final int GRID = 9;

    private ReferenceSources() {}

    static byte[] file(String name) throws ProcessingException {
        try {
            return made(name);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] made(String name) throws IOException, ProcessingException {
        BufferedImage waves = TestImages.waves(WIDTH, HEIGHT);
        return switch (name) {
            case "waves.png" -> TestImages.png(waves);
            case "waves.jpg" -> TestImages.jpeg(waves);
            case "waves.tiff" -> TestFiles.tiff(waves, "");
            case "gray16.tiff" -> TestFiles.tiff(copy(waves, BufferedImage.TYPE_USHORT_GRAY), "");
            case "png.ico" -> TestFiles.ico(new TestFiles.Icon(128, 96, TestImages.png(TestImages.waves(128, 96))));
            case "bmp.ico" -> TestFiles.ico(new TestFiles.Icon(128, 96, TestFiles.bitmap(TestImages.waves(128, 96))));
            case "deep.png" -> TestImages.png(deep(waves));
            case "moving.png" -> TestFiles.apng(waves, TestImages.filled(WIDTH, HEIGHT, Color.YELLOW));
            case "wide.png" -> TestImages.pngWithProfile(TestImages.png(waves), TestImages.displayP3());
            case "wide.jpg" -> TestImages.withProfile(TestImages.jpeg(waves), TestImages.displayP3());
            case "linear.jpg" -> TestImages.withProfile(TestImages.jpeg(gray(waves)), linearGray());
            case "linear.png" -> TestImages.pngWithProfile(TestImages.png(gray(waves)), linearGray());
            case "inks.jpg" -> TestImages.cmykJpeg(inks(waves));
            case "profiled-inks.jpg" -> TestImages.withProfile(TestImages.cmykJpeg(inks(waves)), inkProfile());
            case "box.png" -> box();
            case "waves.bmp" -> TestImages.bmp(waves);
            case "palette.bmp" -> TestImages.bmp(copy(waves, BufferedImage.TYPE_BYTE_INDEXED));
            case "waves.gif" -> TestImages.gif(waves);
            case "clear.gif" -> TestImages.gif(clear(waves));
            case "moving.gif" -> movingGif(waves);
            case "cleared.gif" -> clearedGif(waves);
            case "waves.webp" -> Encoder.encode(TestImages.pixels(waves), ImageFormat.WEBP, 90);
            case "clear.webp" -> TestFiles.losslessWebp(clear(waves));
            case "lossy-clear.webp" -> Encoder.encode(TestImages.pixels(clear(waves)), ImageFormat.WEBP, 90);
            case "moving.webp" -> Encoder.encode(sequence(waves), ImageFormat.WEBP, 90, Output.PLAIN);
            case "clear.png" -> TestImages.png(clear(waves));
            case "clear-palette.png" -> TestImages.png(TestImages.read(TestImages.gif(clear(waves))));
            default -> throw new IllegalArgumentException(name);
        };
    }

    static byte[] box() {
        BufferedImage box = TestImages.filled(100, 50, Color.WHITE);
        Graphics2D graphics = box.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(30, 15, 20, 10);
        graphics.dispose();
        return TestImages.png(box);
    }

    /** Fades out towards its sides, and has a hole with hard edges; what cannot be seen has its colours all the same. */
    static BufferedImage clear(BufferedImage image) {
        BufferedImage clear = copy(image, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < clear.getHeight(); y++) {
            for (int x = 0; x < clear.getWidth(); x++) {
                double distance = Math.hypot(2.0 * x / clear.getWidth() - 1, 2.0 * y / clear.getHeight() - 1);
                int cover = (int) Math.max(0, Math.min(255, 255 * (2.2 - 2 * distance)));
                boolean hole = x >= 230 && x < 300 && y >= 60 && y < 140;
                clear.setRGB(x, y, ((hole ? 0 : cover) << 24) | (clear.getRGB(x, y) & 0xFFFFFF));
            }
        }
        return clear;
    }

    /** Frames that cover a part only, and leave behind what was there, nothing or themselves. */
    static byte[] movingGif(BufferedImage waves) throws IOException {
        BufferedImage part = TestImages.filled(120, 90, new Color(255, 220, 0));
        return TestFiles.movingGif(
                new TestFiles.Part(waves, 0, 0, "doNotDispose"),
                new TestFiles.Part(clear(TestImages.waves(300, 220)), 60, 40, "restoreToPrevious"),
                new TestFiles.Part(clear(TestImages.waves(120, 90)), 30, 40, "restoreToBackgroundColor"),
                new TestFiles.Part(part, 200, 150, "none"));
    }

    /** An opaque frame that is cleared with the colour of the background. */
    static byte[] clearedGif(BufferedImage waves) throws IOException {
        BufferedImage part = TestImages.filled(120, 90, new Color(255, 220, 0));
        return TestFiles.movingGif(
                new TestFiles.Part(waves, 0, 0, "doNotDispose"),
                new TestFiles.Part(part, 30, 40, "restoreToBackgroundColor"),
                new TestFiles.Part(part, 200, 150, "none"));
    }

    static FrameSequence sequence(BufferedImage waves) {
        Pixels clear = TestImages.pixels(clear(waves));
        Frame turned = new Frame(Orientation.of(3).upright(clear), 100);
        return new FrameSequence(List.of(new Frame(clear, 100), new Frame(TestImages.pixels(waves), 100), turned), 0);
    }

    static BufferedImage copy(BufferedImage image, int type) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), type);
        copy.createGraphics().drawImage(image, 0, 0, null);
        return copy;
    }

    /** The red channel as it is. */
    static BufferedImage gray(BufferedImage image) {
        BufferedImage gray = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        gray.getRaster()
                .setSamples(
                        0,
                        0,
                        image.getWidth(),
                        image.getHeight(),
                        0,
                        image.getRaster().getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null));
        return gray;
    }

    /** Sixteen bits a sample, of which the lower eight differ from the upper. */
    static BufferedImage deep(BufferedImage image) {
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Color.OPAQUE, DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(image.getWidth(), image.getHeight());
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                for (int band = 0; band < 3; band++) {
                    raster.setSample(x, y, band, image.getRaster().getSample(x, y, band) << 8 | ((x * 31 + y) & 0xFF));
                }
            }
        }
        return new BufferedImage(model, raster, false, null);
    }

    static byte[] linearGray() {
        return ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
    }

    /** Cyan, magenta, yellow and black from 0 to 255 for each pixel; half of the gray in it is black. */
    static int[][] inks(BufferedImage image) {
        int[][] inks = new int[image.getHeight()][image.getWidth() * 4];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                Color colour = new Color(image.getRGB(x, y));
                int black = (255 - Math.max(colour.getRed(), Math.max(colour.getGreen(), colour.getBlue()))) / 2;
                inks[y][4 * x] = 255 - black - colour.getRed() * (255 - black) / 255;
                inks[y][4 * x + 1] = 255 - black - colour.getGreen() * (255 - black) / 255;
                inks[y][4 * x + 2] = 255 - black - colour.getBlue() * (255 - black) / 255;
                inks[y][4 * x + 3] = black;
            }
        }
        return inks;
    }

    /** The profile of a printer with dull inks, each of which lets its share of red, green and blue through. */
    static byte[] inkProfile() {
        double[][] through = {{0.1, 0.6, 0.85}, {0.85, 0.15, 0.5}, {0.95, 0.9, 0.2}, {0.12, 0.12, 0.12}};
        byte[] rgb = new byte[GRID * GRID * GRID * GRID * 3];
        for (int index = 0; index < rgb.length; index++) {
            int left = index / 3;
            double light = 255;
            for (int ink = 3; ink >= 0; ink--) {
                light *= 1 - (1 - through[ink][index % 3]) * (left % GRID) / (GRID - 1);
                left /= GRID;
            }
            rgb[index] = (byte) Math.round(light);
        }
        return CmykProfile.icc(GRID, rgb);
    }
}
