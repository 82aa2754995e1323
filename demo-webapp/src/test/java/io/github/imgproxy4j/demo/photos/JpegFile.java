package io.github.imgproxy4j.demo.photos;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Encodes JPEGs at the best quality a byte budget allows, with EXIF and ICC segments of our own. */
final class JpegFile {

    private static final double[] QUALITIES = {0.86, 0.82, 0.78, 0.74, 0.70, 0.66, 0.62, 0.58, 0.54, 0.5, 0.45, 0.4};

    private JpegFile() {}

    static byte[] encode(BufferedImage image, int budget) throws IOException {
        byte[] bytes = {};
        for (double quality : QUALITIES) {
            bytes = encode(image, quality);
            if (bytes.length <= budget) {
                break;
            }
        }
        return bytes;
    }

    private static byte[] encode(BufferedImage image, double quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality((float) quality);
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The same JPEG with an EXIF segment that holds nothing but the orientation. */
    static byte[] withOrientation(byte[] jpeg, int orientation) {
        byte[] tiff = {
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        return inserted(jpeg, 0xe1, tiff);
    }

    /** The same JPEG with an embedded colour profile. */
    static byte[] withProfile(byte[] jpeg, byte[] profile) {
        byte[] name = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
        byte[] content = Arrays.copyOf(name, name.length + 2 + profile.length);
        content[name.length] = 1;
        content[name.length + 1] = 1;
        System.arraycopy(profile, 0, content, name.length + 2, profile.length);
        return inserted(jpeg, 0xe2, content);
    }

    /** Puts a segment behind the JFIF header, which must come first. */
    private static byte[] inserted(byte[] jpeg, int marker, byte[] content) {
        int at = 4 + ((jpeg[4] & 255) << 8 | (jpeg[5] & 255));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, at);
        out.write(0xff);
        out.write(marker);
        out.write((content.length + 2) >> 8);
        out.write(content.length + 2);
        out.write(content, 0, content.length);
        out.write(jpeg, at, jpeg.length - at);
        return out.toByteArray();
    }

    /** The picture turned so that showing it with the EXIF orientation brings it upright again. */
    static BufferedImage turned(BufferedImage upright, int orientation) {
        int w = upright.getWidth();
        int h = upright.getHeight();
        boolean swapped = orientation >= 5;
        BufferedImage stored = new BufferedImage(swapped ? h : w, swapped ? w : h, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int pixel = upright.getRGB(x, y);
                switch (orientation) {
                    case 3 -> stored.setRGB(w - 1 - x, h - 1 - y, pixel);
                    case 6 -> stored.setRGB(y, w - 1 - x, pixel);
                    case 8 -> stored.setRGB(h - 1 - y, x, pixel);
                    default -> throw new IllegalArgumentException("orientation " + orientation);
                }
            }
        }
        return stored;
    }
}
