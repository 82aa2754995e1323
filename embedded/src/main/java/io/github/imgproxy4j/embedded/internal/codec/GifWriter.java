package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.Frame;
import io.github.imgproxy4j.embedded.internal.raster.FrameSequence;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes GIF files (GIF89a specification), animated if there are several frames, each with its own 256 colours. For one
 * file.
 */
final class GifWriter {
    private static final int MILLIS_PER_TICK = 10;
    private static final int MAX_COLOURS = 256;
    private static final int HALF_OPAQUE = 128;
    private static final int MAX_CODE_BITS = 12;
    private static final int MAX_LOOPS = 0xFFFF;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    private final Deadline deadline;

    private GifWriter(Deadline deadline) {
        this.deadline = deadline;
    }

    /** The bytes of a file. */
    static byte[] write(FrameSequence film, Deadline deadline) throws IOException {
        GifWriter writer = new GifWriter(deadline);
        writer.text("GIF89a");
        writer.uint16(film.first().width());
        writer.uint16(film.first().height());
        writer.file.write(new byte[3]);
        if (film.moves()) {
            writer.loops(film.loops());
        }
        // Where any frame can be seen through, none may stay behind the next.
        boolean clears = film.moves() && film.hasAlpha();
        for (Frame frame : film.frames()) {
            Palette palette = Palette.of(crisp(frame.pixels()), clears ? MAX_COLOURS - 1 : MAX_COLOURS, deadline);
            writer.frame(palette, frame.delayMillis(), clears);
        }
        writer.file.write(0x3B);
        return writer.file.toByteArray();
    }

    /** A pixel of this format is there or not. */
    private static Pixels crisp(Pixels pixels) {
        if (!pixels.hasAlpha()) {
            return pixels;
        }
        int[] crisp = new int[pixels.argb().length];
        for (int index = 0; index < crisp.length; index++) {
            int pixel = pixels.argb()[index];
            crisp[index] = pixel >>> 24 < HALF_OPAQUE ? 0 : 0xFF000000 | pixel;
        }
        return new Pixels(pixels.width(), pixels.height(), crisp, true);
    }

    private void loops(int loops) {
        if (loops == 1) {
            return;
        }
        file.write(0x21);
        file.write(0xFF);
        file.write(11);
        text("NETSCAPE2.0");
        file.write(3);
        file.write(1);
        // What browsers and imgproxy count are the repetitions after the first time.
        uint16(loops == 0 ? 0 : Math.min(MAX_LOOPS, loops - 1));
        file.write(0);
    }

    private void frame(Palette palette, int delayMillis, boolean clears) {
        int transparent = palette.transparent();
        int colours = palette.colours().length;
        if (clears && transparent < 0) {
            // Some readers clear an opaque frame with a colour.
            transparent = colours++;
        }
        int clear = 2 << 2;
        int keep = 1 << 2;
        file.write(0x21);
        file.write(0xF9);
        file.write(4);
        file.write((clears ? clear : keep) | (transparent < 0 ? 0 : 1));
        uint16(Math.min(0xFFFF, (delayMillis + MILLIS_PER_TICK / 2) / MILLIS_PER_TICK));
        file.write(Math.max(0, transparent));
        file.write(0);
        int bits = Math.max(1, 32 - Integer.numberOfLeadingZeros(colours - 1));
        file.write(0x2C);
        uint16(0);
        uint16(0);
        uint16(palette.width());
        uint16(palette.height());
        file.write(0x80 | (bits - 1));
        for (int index = 0; index < 1 << bits; index++) {
            int colour = index < palette.colours().length ? palette.colours()[index] : 0;
            file.write(colour >> 16);
            file.write(colour >> 8);
            file.write(colour);
        }
        new Lzw(Math.max(2, bits)).write(palette.indices());
    }

    private void text(String text) {
        file.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void uint16(int value) {
        file.write(value);
        file.write(value >> 8);
    }

    /** The compression: strings seen before become one code, and codes grow from a few bits to twelve. */
    private final class Lzw {
        private static final int NONE = -1;

        private final int bits;
        private final int clear;
        // By code of a string and the index that follows it: the code of both.
        private final short[] codes;
        private final byte[] block = new byte[255];
        private int blockLength;
        private int pending;
        private int pendingBits;
        private int codeBits;
        private int nextCode;

        Lzw(int bits) {
            this.bits = bits;
            this.clear = 1 << bits;
            this.codes = new short[1 << (MAX_CODE_BITS + bits)];
        }

        void write(byte[] indices) {
            file.write(bits);
            begin();
            int string = NONE;
            for (int place = 0; place < indices.length; place++) {
                deadline.lookAt(place);
                int next = indices[place] & 0xFF;
                if (string == NONE) {
                    string = next;
                    continue;
                }
                int both = codes[(string << bits) | next];
                if (both != 0) {
                    string = both;
                } else {
                    emit(string);
                    learn(string, next);
                    string = next;
                }
            }
            if (string != NONE) {
                emit(string);
            }
            emit(clear + 1);
            flush();
            file.write(0);
        }

        private void begin() {
            codeBits = bits + 1;
            nextCode = clear + 2;
            emit(clear);
        }

        private void learn(int string, int next) {
            if (nextCode == 1 << MAX_CODE_BITS) {
                Arrays.fill(codes, (short) 0);
                emit(clear);
                codeBits = bits + 1;
                nextCode = clear + 2;
                return;
            }
            if (nextCode == 1 << codeBits) {
                codeBits++;
            }
            codes[(string << bits) | next] = (short) nextCode++;
        }

        private void emit(int code) {
            pending |= code << pendingBits;
            pendingBits += codeBits;
            while (pendingBits >= 8) {
                put(pending);
                pending >>>= 8;
                pendingBits -= 8;
            }
        }

        private void put(int value) {
            block[blockLength++] = (byte) value;
            if (blockLength == block.length) {
                endBlock();
            }
        }

        private void flush() {
            if (pendingBits > 0) {
                put(pending);
            }
            endBlock();
        }

        private void endBlock() {
            if (blockLength > 0) {
                file.write(blockLength);
                file.write(block, 0, blockLength);
                blockLength = 0;
            }
        }
    }
}
