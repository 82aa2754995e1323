package io.github.imgproxy4j.embedded;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;

/** The sources of the reference pictures, by name; the same bytes were given to imgproxy. */
final class ReferenceSources {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;
    private static final int GRID = 9;

    private ReferenceSources() {}

    static byte[] file(String name) {
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
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static byte[] box() {
        BufferedImage box = TestImages.filled(100, 50, Color.WHITE);
        Graphics2D graphics = box.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(30, 15, 20, 10);
        graphics.dispose();
        return TestImages.png(box);
    }

    private static BufferedImage copy(BufferedImage image, int type) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), type);
        copy.createGraphics().drawImage(image, 0, 0, null);
        return copy;
    }

    /** The red channel as it is. */
    private static BufferedImage gray(BufferedImage image) {
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
    private static BufferedImage deep(BufferedImage image) {
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

    private static byte[] linearGray() {
        return ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
    }

    /** Cyan, magenta, yellow and black from 0 to 255 for each pixel; half of the gray in it is black. */
    private static int[][] inks(BufferedImage image) {
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
        return InkProfile.icc(GRID, rgb);
    }
}
