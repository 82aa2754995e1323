package io.github.imgproxy4j.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/** Puts together GIF files whose frames have one colour each, right and wrong ones. */
final class GifFile {
    private static final int CODE_BITS = 2;
    private static final int[] COLOURS = {0xFF0000, 0x00FF00, 0x0000FF, 0xFFFFFF};

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    /** A file with a screen of a size, a table of red, green, blue and white, and no frame yet. */
    GifFile(int width, int height) {
        file.writeBytes("GIF89a".getBytes(ISO_8859_1));
        uint16(width);
        uint16(height);
        file.writeBytes(new byte[] {(byte) 0x81, 0, 0});
        for (int colour : COLOURS) {
            file.writeBytes(new byte[] {(byte) (colour >> 16), (byte) (colour >> 8), (byte) colour});
        }
    }

    /** Says how often the animation is repeated. */
    GifFile repeated(int times) {
        file.writeBytes("!\u00ff\u000bNETSCAPE2.0\3\1".getBytes(ISO_8859_1));
        uint16(times);
        file.write(0);
        return this;
    }

    /** Says which colour of the next frames is transparent. */
    GifFile transparent(int index) {
        file.writeBytes(new byte[] {'!', (byte) 0xF9, 4, 5, 10, 0, (byte) index, 0});
        return this;
    }

    /** Says how many hundredths of a second the next frame is shown. */
    GifFile shown(int hundredths) {
        file.writeBytes(new byte[] {'!', (byte) 0xF9, 4, 4, (byte) hundredths, 0, 0, 0});
        return this;
    }

    GifFile frame(int left, int top, int width, int height, int colour) {
        file.write(',');
        uint16(left);
        uint16(top);
        uint16(width);
        uint16(height);
        file.write(0);
        file.write(CODE_BITS);
        lzw(width * height, colour);
        return this;
    }

    /** Three bits a code, and a fresh start before they would become four. */
    private void lzw(int pixels, int colour) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        int[] pending = new int[2];
        for (int pixel = 0; pixel < pixels; pixel++) {
            if (pixel % 2 == 0) {
                code(packed, pending, 1 << CODE_BITS);
            }
            code(packed, pending, colour);
        }
        code(packed, pending, (1 << CODE_BITS) + 1);
        packed.write(pending[0]);
        byte[] bytes = packed.toByteArray();
        for (int at = 0; at < bytes.length; at += 255) {
            int length = Math.min(255, bytes.length - at);
            file.write(length);
            file.write(bytes, at, length);
        }
        file.write(0);
    }

    private static void code(ByteArrayOutputStream packed, int[] pending, int code) {
        pending[0] |= code << pending[1];
        pending[1] += CODE_BITS + 1;
        while (pending[1] >= 8) {
            packed.write(pending[0]);
            pending[0] >>>= 8;
            pending[1] -= 8;
        }
    }

    byte[] bytes() {
        return TestImages.concat(file.toByteArray(), new byte[] {';'});
    }

    private void uint16(int value) {
        file.write(value);
        file.write(value >> 8);
    }
}
