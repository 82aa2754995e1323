package io.github.imgproxy4j.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What the header of a WebP or JPEG says about its size.
 *
 * <p>Not by {@code ImageIO}: its plug-ins are shared by the JVM and would be those of a web app that has stopped.
 */
record PixelSize(int width, int height) {
    static PixelSize of(byte[] image) throws IOException {
        return image[0] == 'R' ? ofWebp(image) : ofJpeg(ByteBuffer.wrap(image));
    }

    private static PixelSize ofWebp(byte[] image) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        String kind = new String(image, 12, 4, StandardCharsets.US_ASCII);
        return switch (kind) {
            case "VP8 " -> new PixelSize(bytes.getShort(26) & 0x3FFF, bytes.getShort(28) & 0x3FFF);
            case "VP8X" -> new PixelSize((bytes.getInt(24) & 0xFFFFFF) + 1, (bytes.getInt(26) >>> 8) + 1);
            case "VP8L" -> new PixelSize((bytes.getInt(21) & 0x3FFF) + 1, (bytes.getInt(21) >>> 14 & 0x3FFF) + 1);
            default -> throw new IOException("no WebP: " + kind);
        };
    }

    private static PixelSize ofJpeg(ByteBuffer bytes) throws IOException {
        int at = 2;
        while (at < bytes.limit() - 9) {
            int marker = bytes.getShort(at) & 0xFFFF;
            if (marker >= 0xFFC0 && marker <= 0xFFC2) {
                return new PixelSize(bytes.getShort(at + 7) & 0xFFFF, bytes.getShort(at + 5) & 0xFFFF);
            }
            at += 2 + (bytes.getShort(at + 2) & 0xFFFF);
        }
        throw new IOException("a JPEG without a frame");
    }

    PixelSize times(int density) {
        return new PixelSize(width * density, height * density);
    }
}
