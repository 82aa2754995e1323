package io.github.imgproxy4j.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.imgproxy4j.embedded.internal.codec.Codecs;
import io.github.imgproxy4j.embedded.internal.codec.Encoder;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Makes images and the files around them, and reads files back. */
public final class TestImages {
    private TestImages() {}

    /** Smooth waves in every channel, some of them fine. */
    public static BufferedImage waves(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double across = (double) x / width;
                double down = (double) y / height;
                int red = (int) (127 + 100 * Math.sin(across * 9 + down * 3));
                int green = (int) (255 * across);
                int blue = (int) (127 + 90 * Math.sin(down * 25) * Math.cos(across * 31));
                image.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        return image;
    }

    public static BufferedImage noise(int width, int height, long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return image;
    }

    public static BufferedImage filled(int width, int height, Color colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colour.getRGB());
            }
        }
        return image;
    }

    public static BufferedImage filledRgb(int width, int height, Color colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().drawImage(filled(width, height, colour), 0, 0, null);
        return image;
    }

    /** Red, green, blue and white quarters, from the upper left clockwise. */
    static BufferedImage quarters(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        Color[] colours = {Color.RED, Color.GREEN, Color.WHITE, Color.BLUE};
        for (int quarter = 0; quarter < 4; quarter++) {
            graphics.setColor(colours[quarter]);
            graphics.fillRect(
                    quarter % 2 * width / 2, quarter / 2 * height / 2, width - width / 2, height - height / 2);
        }
        graphics.dispose();
        return image;
    }

    public static byte[] png(BufferedImage image) {
        return file(image, "png");
    }

    static byte[] bmp(BufferedImage image) {
        return file(image, "bmp");
    }

    static byte[] gif(BufferedImage image) {
        return file(image, "gif");
    }

    public static byte[] jpeg(BufferedImage image) {
        return jpeg(image, false);
    }

    public static byte[] jpeg(BufferedImage image, boolean progressive) {
        ImageWriter writer = writer("jpeg");
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(0.95f);
        parameters.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A JPEG file of one mixture of four inks, which Adobe's convention stores inverted. */
    static byte[] cmykJpeg(int width, int height, int cyan, int magenta, int yellow, int black) {
        int[][] inks = new int[height][width * 4];
        for (int[] row : inks) {
            for (int x = 0; x < width; x++) {
                System.arraycopy(new int[] {cyan, magenta, yellow, black}, 0, row, 4 * x, 4);
            }
        }
        return cmykJpeg(inks);
    }

    /** A JPEG file of cyan, magenta, yellow and black from 0 to 255, row by row, stored the other way round as usual. */
    static byte[] cmykJpeg(int[][] inks) {
        int width = inks[0].length / 4;
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, inks.length, 4, null);
        for (int y = 0; y < inks.length; y++) {
            raster.setPixels(
                    0, y, width, 1, Arrays.stream(inks[y]).map(ink -> 255 - ink).toArray());
        }
        ImageWriter writer = writer("jpeg");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(new IIOImage(raster, null, null));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return withSegment(bytes.toByteArray(), 0xEE, "Adobe\0\144\0\0\0\0\0".getBytes(ISO_8859_1));
    }

    /** A JPEG file with an Exif block that holds nothing but the orientation. */
    static byte[] oriented(byte[] jpeg, int orientation) {
        return withSegment(jpeg, 0xE1, concat("Exif\0\0".getBytes(ISO_8859_1), tiffWithOrientation(orientation)));
    }

    static byte[] tiffWithOrientation(int orientation) {
        return ByteBuffer.allocate(26)
                .put("MM\0*".getBytes(ISO_8859_1))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    static byte[] withProfile(byte[] jpeg, byte[] icc) {
        return withSegment(jpeg, 0xE2, concat("ICC_PROFILE\0\1\1".getBytes(ISO_8859_1), icc));
    }

    public static byte[] pngWithProfile(byte[] png, byte[] icc) {
        return withChunk(png, "iCCP", concat("p3\0\0".getBytes(ISO_8859_1), deflated(icc)));
    }

    public static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater();
        deflater.setInput(content);
        deflater.finish();
        byte[] compressed = new byte[content.length + 100];
        int length = deflater.deflate(compressed);
        deflater.end();
        return Arrays.copyOf(compressed, length);
    }

    /** A PNG file with another chunk behind its header. */
    public static byte[] withChunk(byte[] png, String type, byte[] content) {
        int afterHeader = 8 + 25;
        ByteBuffer file = ByteBuffer.allocate(png.length + content.length + 12);
        file.put(png, 0, afterHeader);
        file.put(chunk(type, content));
        file.put(png, afterHeader, png.length - afterHeader);
        return file.array();
    }

    /** A PNG file that is only a header with a claim of size. */
    static byte[] pngBomb(int width, int height) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        return concat(
                concat("\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1), chunk("IHDR", header)),
                chunk("IDAT", new byte[] {1, 2, 3}));
    }

    /** A WebP animation of one frame that covers a part of its canvas. */
    static byte[] animatedWebp(int width, int height, Color colour, int left, int top, int across, int down)
            throws ProcessingException {
        byte[] frame = Encoder.encode(pixels(filled(across, down, colour)), ImageFormat.WEBP, 100);
        ByteBuffer file =
                ByteBuffer.allocate(12 + 18 + 8 + 16 + frame.length - 12).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(ISO_8859_1)).putInt(file.capacity() - 8).put("WEBPVP8X".getBytes(ISO_8859_1));
        file.putInt(10).putInt(0x12);
        uint24(file, width - 1, height - 1);
        file.put("ANMF".getBytes(ISO_8859_1)).putInt(16 + frame.length - 12);
        uint24(file, left / 2, top / 2, across - 1, down - 1, 100);
        file.put((byte) 0).put(frame, 12, frame.length - 12);
        return file.array();
    }

    private static void uint24(ByteBuffer file, int... values) {
        for (int value : values) {
            file.putShort((short) value).put((byte) (value >> 16));
        }
    }

    /** Apple's Display P3: the transfer curve of sRGB with wider primaries, adapted to D50. */
    public static byte[] displayP3() {
        ICC_Profile profile = ICC_Profile.getInstance(
                ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
        profile.setData(ICC_Profile.icSigRedColorantTag, xyz(0.5151, 0.2412, -0.0011));
        profile.setData(ICC_Profile.icSigGreenColorantTag, xyz(0.2920, 0.6922, 0.0419));
        profile.setData(ICC_Profile.icSigBlueColorantTag, xyz(0.1571, 0.0666, 0.7841));
        return profile.getData();
    }

    public static BufferedImage read(byte[] file) {
        try {
            if (new String(file, 0, 4, ISO_8859_1).equals("RIFF")) {
                return readWebp(file);
            }
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public static Pixels pixels(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        boolean alpha = image.getColorModel().hasAlpha();
        return new Pixels(width, height, image.getRGB(0, 0, width, height, null, 0, width), alpha);
    }

    /** The colour of a pixel; gray samples as they are, where the JDK would take them for linear light. */
    static Color colour(BufferedImage image, int x, int y) {
        if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            int gray = image.getRaster().getSample(x, y, 0);
            return new Color(gray, gray, gray);
        }
        return new Color(image.getRGB(x, y), true);
    }

    /** How much two images of one size differ, as peak signal-to-noise ratio in decibels; more is closer. */
    static double psnr(BufferedImage one, BufferedImage other) {
        double squares = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    int difference = (one.getRGB(x, y) >> shift & 0xFF) - (other.getRGB(x, y) >> shift & 0xFF);
                    squares += difference * difference;
                }
            }
        }
        double mean = squares / (3.0 * one.getWidth() * one.getHeight());
        return mean == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(255 * 255 / mean);
    }

    private static BufferedImage readWebp(byte[] file) throws IOException {
        var reader = Codecs.webpReader();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(file)));
        return reader.read(0);
    }

    private static byte[] file(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = writer(format);
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(image);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static ImageWriter writer(String format) {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
        ImageWriter writer = writers.next();
        while (!writer.getClass().getName().startsWith("com.sun.")) {
            writer = writers.next();
        }
        return writer;
    }

    static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        return ByteBuffer.allocate(jpeg.length + content.length + 4)
                .put(jpeg, 0, 2)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** A chunk of a PNG file. */
    public static byte[] chunk(String type, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(ISO_8859_1));
        crc.update(content);
        return ByteBuffer.allocate(content.length + 12)
                .putInt(content.length)
                .put(type.getBytes(ISO_8859_1))
                .put(content)
                .putInt((int) crc.getValue())
                .array();
    }

    private static byte[] xyz(double x, double y, double z) {
        return ByteBuffer.allocate(20)
                .put("XYZ \0\0\0\0".getBytes(ISO_8859_1))
                .putInt(fixed(x))
                .putInt(fixed(y))
                .putInt(fixed(z))
                .array();
    }

    private static int fixed(double value) {
        return (int) Math.round(value * 65536);
    }

    public static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
