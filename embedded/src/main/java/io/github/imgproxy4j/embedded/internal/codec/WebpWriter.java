package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.format.ByteReader;
import io.github.imgproxy4j.embedded.internal.raster.Frame;
import io.github.imgproxy4j.embedded.internal.raster.FrameSequence;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Puts encoded pictures into a WebP file with a header of its own (RFC 9649). For one file. */
final class WebpWriter {
    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int ANIMATION_FLAG = 0x02;
    private static final int ALPHA_FLAG = 0x10;
    private static final int MAX_LOOPS = 0xFFFF;

    /** The canvas is cleared after the frame, and the frame replaces what was there. */
    private static final int CLEAR_AND_OVERWRITE = 3;

    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

    private WebpWriter() {}

    /** Turns a picture into the file of a still picture. */
    @FunctionalInterface
    interface StillEncoder {
        byte[] encode(Pixels pixels) throws IOException;
    }

    /** The bytes of an animated file. */
    static byte[] write(FrameSequence film, StillEncoder encoder) throws IOException {
        WebpWriter writer = new WebpWriter();
        Pixels first = film.first();
        ByteArrayOutputStream features = new ByteArrayOutputStream();
        features.write(ANIMATION_FLAG | (film.hasAlpha() ? ALPHA_FLAG : 0));
        features.write(new byte[3]);
        uint24(features, first.width() - 1);
        uint24(features, first.height() - 1);
        writer.chunk("VP8X", features.toByteArray());
        int loops = Math.min(MAX_LOOPS, film.loops());
        writer.chunk("ANIM", new byte[] {0, 0, 0, 0, (byte) loops, (byte) (loops >> 8)});
        for (Frame frame : film.frames()) {
            writer.frame(frame, encoder.encode(frame.pixels()));
        }
        return writer.file();
    }

    private void frame(Frame frame, byte[] still) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(new byte[6]);
        uint24(content, frame.pixels().width() - 1);
        uint24(content, frame.pixels().height() - 1);
        uint24(content, frame.delayMillis());
        content.write(CLEAR_AND_OVERWRITE);
        content.write(pictureChunks(ByteReader.of(still).littleEndian()));
        chunk("ANMF", content.toByteArray());
    }

    /** What of a still picture's file holds its pixels. */
    private static byte[] pictureChunks(ByteReader still) throws EOFException {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        long offset = FIRST_CHUNK;
        while (offset + CHUNK_HEADER <= still.length()) {
            long length = CHUNK_HEADER + still.uint32(offset + 4);
            length += length & 1;
            if (still.hasText(offset, "ALPH") || still.hasText(offset, "VP8 ") || still.hasText(offset, "VP8L")) {
                picture.writeBytes(still.part(offset, length).copy());
            }
            offset += length;
        }
        return picture.toByteArray();
    }

    private byte[] file() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        text(file, "RIFF");
        uint32(file, 4 + chunks.size());
        text(file, "WEBP");
        file.writeBytes(chunks.toByteArray());
        return file.toByteArray();
    }

    private void chunk(String type, byte[] content) {
        text(chunks, type);
        uint32(chunks, content.length);
        chunks.writeBytes(content);
        if (content.length % 2 != 0) {
            chunks.write(0);
        }
    }

    private static void text(ByteArrayOutputStream to, String text) {
        to.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void uint24(ByteArrayOutputStream to, int value) {
        to.write(value);
        to.write(value >> 8);
        to.write(value >> 16);
    }

    private static void uint32(ByteArrayOutputStream to, int value) {
        uint24(to, value);
        to.write(value >> 24);
    }
}
