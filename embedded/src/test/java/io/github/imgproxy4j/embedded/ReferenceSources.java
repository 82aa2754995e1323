package io.github.imgproxy4j.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;

/** The sources of the reference pictures, by name; the same bytes were given to imgproxy. */
final class ReferenceSources {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;
    private static final int GRID = 9;
    /** Header, seven tags and the white point. */
    private static final int PROFILE_HEAD = 128 + 4 + 7 * 12 + 20;

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

    /** The profile of a printer with dull inks (ICC.1:2001-04, a lut8Type from CMYK to Lab). */
    static byte[] inkProfile() {
        int clut = GRID * GRID * GRID * GRID * 3;
        int toLab = 48 + 4 * 256 + clut + 3 * 256;
        int fromLab = 48 + 3 * 256 + 8 * 4 + 4 * 256;
        ByteBuffer icc = ByteBuffer.allocate(PROFILE_HEAD + toLab + fromLab);
        icc.putInt(icc.capacity()).putInt(0).putInt(0x02400000).put("prtrCMYKLab ".getBytes(ISO_8859_1));
        icc.putShort((short) 2026).putShort((short) 11).putShort((short) 21);
        icc.position(36).put("acsp".getBytes(ISO_8859_1));
        icc.position(68);
        d50(icc);
        icc.position(128).putInt(7);
        icc.put("wtpt".getBytes(ISO_8859_1)).putInt(PROFILE_HEAD - 20).putInt(20);
        for (char intent = '0'; intent <= '2'; intent++) {
            icc.put(("A2B" + intent).getBytes(ISO_8859_1)).putInt(PROFILE_HEAD).putInt(toLab);
            icc.put(("B2A" + intent).getBytes(ISO_8859_1)).putInt(PROFILE_HEAD + toLab);
            icc.putInt(fromLab);
        }
        icc.put("XYZ \0\0\0\0".getBytes(ISO_8859_1));
        d50(icc);
        lut(icc, 4, 3, GRID);
        for (int index = 0; index < clut / 3; index++) {
            int[] inks = {index / (GRID * GRID * GRID), index / (GRID * GRID) % GRID, index / GRID % GRID, index % GRID
            };
            lab(icc, inks);
        }
        straight(icc, 3);
        lut(icc, 3, 4, 2);
        for (int index = 0; index < 8; index++) {
            // Nobody prints here, but a profile without this direction counts as broken: all becomes black and white.
            icc.putInt(index < 4 ? 0xFF : 0);
        }
        straight(icc, 4);
        return icc.array();
    }

    private static void lut(ByteBuffer icc, int from, int to, int grid) {
        icc.put("mft1\0\0\0\0".getBytes(ISO_8859_1)).put((byte) from).put((byte) to);
        icc.put((byte) grid).put((byte) 0);
        for (int index = 0; index < 9; index++) {
            icc.putInt(index % 4 == 0 ? 1 << 16 : 0);
        }
        straight(icc, from);
    }

    private static void d50(ByteBuffer icc) {
        icc.putInt(0xF6D6).putInt(0x10000).putInt(0xD32D);
    }

    private static void straight(ByteBuffer icc, int curves) {
        for (int index = 0; index < curves * 256; index++) {
            icc.put((byte) index);
        }
    }

    /** Each ink lets its share of red, green and blue through. */
    private static void lab(ByteBuffer icc, int[] inks) {
        float[][] through = {{0.1f, 0.6f, 0.85f}, {0.85f, 0.15f, 0.5f}, {0.95f, 0.9f, 0.2f}, {0.12f, 0.12f, 0.12f}};
        float[] rgb = {1, 1, 1};
        for (int ink = 0; ink < 4; ink++) {
            for (int band = 0; band < 3; band++) {
                rgb[band] *= 1 - (1 - through[ink][band]) * inks[ink] / (GRID - 1);
            }
        }
        float[] xyz = ColorSpace.getInstance(ColorSpace.CS_sRGB).toCIEXYZ(rgb);
        double x = root(xyz[0] / 0.9642);
        double y = root(xyz[1]);
        double z = root(xyz[2] / 0.8249);
        icc.put((byte) Math.round((116 * y - 16) * 2.55));
        icc.put((byte) Math.round(500 * (x - y) + 128)).put((byte) Math.round(200 * (y - z) + 128));
    }

    private static double root(double share) {
        return share > 0.008856 ? Math.cbrt(share) : 7.787 * share + 16 / 116.0;
    }
}
