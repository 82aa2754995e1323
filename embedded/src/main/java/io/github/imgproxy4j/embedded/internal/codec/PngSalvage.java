package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.format.ByteReader;
import io.github.imgproxy4j.embedded.internal.format.PngHeader;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Saves what can be read of a PNG file whose compressed pixels are damaged. The JDK's reader loses what it has unpacked in
 * one go with the damage, often all that is there. For one file and one thread.
 */
final class PngSalvage {
    private static final int BUFFER = 1 << 13;

    /** Where the fields of the IHDR chunk begin. */
    private static final long FIELDS = 16;

    /** By colour type. */
    private static final int[] SAMPLES = {1, 0, 3, 1, 2, 0, 4};

    /** Where pixels of the seven passes of an interlaced file begin, and how far from each other (PNG, 8.2). */
    private static final int[][] PASSES = {
        {0, 8, 0, 8}, {4, 8, 0, 8}, {0, 4, 4, 8}, {2, 4, 0, 4}, {0, 2, 2, 4}, {1, 2, 0, 2}, {0, 1, 1, 2}
    };

    private final byte[] file;
    private final ByteReader reader;
    private final Deadline deadline;
    private final long width;
    private final long height;
    private final int bitsPerPixel;
    private final boolean interlaced;

    private PngSalvage(byte[] file, Deadline deadline) throws IOException {
        this.file = file;
        this.reader = ByteReader.of(file);
        this.deadline = deadline;
        this.width = reader.uint32(FIELDS);
        this.height = reader.uint32(FIELDS + 4);
        this.bitsPerPixel = reader.uint8(FIELDS + 8) * SAMPLES[reader.uint8(FIELDS + 9)];
        this.interlaced = reader.uint8(FIELDS + 12) != 0;
    }

    /**
     * The file, with all that can be unpacked of its pixels, and zeros behind.
     *
     * @return the same array if its pixels are not damaged, or not even a row of them can be read
     */
    static byte[] salvaged(byte[] file, Deadline deadline) throws IOException {
        return new PngSalvage(file, deadline).salvaged();
    }

    private byte[] salvaged() throws IOException {
        long readable = readable();
        boolean worthIt = readable >= rowBytes(width) && readable < expected();
        return worthIt ? rewritten(readable) : file;
    }

    /** How many bytes come before the damage; at least as many as expected if there is none, or the data only ends early. */
    private long readable() throws IOException {
        byte[] buffer = new byte[BUFFER];
        long readable = 0;
        try (PngData data = new PngData(file, deadline)) {
            // What is behind the pixels can be of any length.
            while (readable < expected()) {
                deadline.look();
                readable += data.read(buffer, 0, BUFFER);
            }
            return readable;
        } catch (DataFormatException damaged) {
            return readable;
        } catch (EOFException end) {
            return expected();
        }
    }

    /** How many bytes the pixels take, each row with its filter. */
    private long expected() {
        if (!interlaced) {
            return height * rowBytes(width);
        }
        long bytes = 0;
        for (int[] pass : PASSES) {
            long across = pixels(width, pass[0], pass[1]);
            long down = pixels(height, pass[2], pass[3]);
            bytes += across == 0 ? 0 : down * rowBytes(across);
        }
        return bytes;
    }

    private static long pixels(long length, int first, int step) {
        return (length - first + step - 1) / step;
    }

    private long rowBytes(long pixels) {
        return 1 + (pixels * bitsPerPixel + 7) / 8;
    }

    private byte[] rewritten(long readable) throws IOException {
        ByteReader before = reader.part(0, PngData.findChunk(reader, "IDAT"));
        return PngHeader.ended(before, ByteReader.of(packed(readable)));
    }

    private byte[] packed(long readable) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(file.length);
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (PngData data = new PngData(file, deadline);
                DeflaterOutputStream to = new DeflaterOutputStream(packed, fast, BUFFER)) {
            copy(data, readable, to);
            byte[] zeros = new byte[BUFFER];
            for (long left = expected() - readable; left > 0; left -= BUFFER) {
                deadline.look();
                to.write(zeros, 0, (int) Math.min(left, BUFFER));
            }
        } finally {
            fast.end();
        }
        return packed.toByteArray();
    }

    private void copy(PngData data, long readable, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try {
            for (long left = readable; left > 0; ) {
                deadline.look();
                int count = data.read(buffer, 0, (int) Math.min(left, BUFFER));
                to.write(buffer, 0, count);
                left -= count;
            }
        } catch (DataFormatException damaged) {
            throw new IllegalStateException("it was readable before", damaged);
        }
    }
}
