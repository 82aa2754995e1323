package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.format.ByteReader;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.BoxShrinkers;
import java.io.IOException;
import java.util.zip.DataFormatException;

/**
 * Reads the rows of the most common PNG files: eight bits of red, green and blue, perhaps with alpha, not interlaced (PNG
 * specification, third edition). The JDK's reader hands out each pixel with a call of its own, which takes longer than
 * all the rest. For one file and one thread.
 */
final class PngRows {
    private static final int FIRST_CHUNK = 8;
    private static final int IHDR_BYTES = 13;
    private static final int COLOUR = 2;
    private static final int COLOUR_WITH_ALPHA = 6;

    private final byte[] file;
    private final ByteReader reader;
    private final Deadline deadline;

    PngRows(byte[] file, Deadline deadline) {
        this.file = file;
        this.reader = ByteReader.of(file);
        this.deadline = deadline;
    }

    /** Whether the file is of a known kind, with the size that everything was planned for. */
    boolean isKnown(int width, int height) throws IOException {
        long ihdr = FIRST_CHUNK + 8;
        boolean simple = reader.uint32(FIRST_CHUNK) == IHDR_BYTES
                && reader.hasText(FIRST_CHUNK + 4, "IHDR")
                && reader.uint32(ihdr) == width
                && reader.uint32(ihdr + 4) == height
                && reader.uint8(ihdr + 8) == 8
                && (reader.uint8(ihdr + 9) == COLOUR || hasAlpha())
                && reader.uint8(ihdr + 10) == 0
                && reader.uint8(ihdr + 11) == 0
                && reader.uint8(ihdr + 12) == 0;
        return simple && !(PngData.findChunk(reader, "tRNS") < PngData.findChunk(reader, "IDAT"));
    }

    boolean hasAlpha() throws IOException {
        return reader.uint8(FIRST_CHUNK + 8 + 9L) == COLOUR_WITH_ALPHA;
    }

    /**
     * Hands out all rows.
     *
     * @throws IOException if there are fewer, or they are damaged
     */
    void read(int width, int height, BoxShrinkers shrinker) throws IOException {
        int pixelBytes = hasAlpha() ? 4 : 3;
        byte[] row = new byte[1 + Math.multiplyExact(width, pixelBytes)];
        byte[] above = new byte[row.length];
        int[] argb = new int[hasAlpha() ? width : 0];
        try (PngData data = new PngData(file, deadline)) {
            for (int y = 0; y < height; y++) {
                deadline.look();
                fill(row, data);
                unfilter(row, above, pixelBytes);
                if (hasAlpha()) {
                    pack(row, argb);
                    shrinker.addRow(argb);
                } else {
                    shrinker.addRow(row, 1, pixelBytes, 0, 1, 2);
                }
                byte[] done = above;
                above = row;
                row = done;
            }
        }
    }

    private static void fill(byte[] row, PngData data) throws IOException {
        int filled = 0;
        try {
            while (filled < row.length) {
                filled += data.read(row, filled, row.length - filled);
            }
        } catch (DataFormatException damaged) {
            throw new IOException("the pixel data is damaged", damaged);
        }
    }

    private static void unfilter(byte[] row, byte[] above, int pixelBytes) throws IOException {
        switch (row[0]) {
            case 0 -> {}
            case 1 -> {
                for (int index = 1 + pixelBytes; index < row.length; index++) {
                    row[index] += row[index - pixelBytes];
                }
            }
            case 2 -> {
                for (int index = 1; index < row.length; index++) {
                    row[index] += above[index];
                }
            }
            case 3 -> {
                for (int index = 1; index < row.length; index++) {
                    int left = index > pixelBytes ? row[index - pixelBytes] & 0xFF : 0;
                    row[index] += (byte) ((left + (above[index] & 0xFF)) / 2);
                }
            }
            case 4 -> unfilterPaeth(row, above, pixelBytes);
            default -> throw new IOException("an unknown row filter: " + row[0]);
        }
    }

    private static void unfilterPaeth(byte[] row, byte[] above, int pixelBytes) {
        for (int index = 1; index <= pixelBytes; index++) {
            row[index] += above[index];
        }
        for (int index = 1 + pixelBytes; index < row.length; index++) {
            row[index] += (byte) PngWriter.paeth(
                    row[index - pixelBytes] & 0xFF, above[index] & 0xFF, above[index - pixelBytes] & 0xFF);
        }
    }

    private static void pack(byte[] row, int[] argb) {
        int index = 1;
        for (int x = 0; x < argb.length; x++) {
            argb[x] = (row[index + 3] & 0xFF) << 24
                    | (row[index] & 0xFF) << 16
                    | (row[index + 1] & 0xFF) << 8
                    | (row[index + 2] & 0xFF);
            index += 4;
        }
    }
}
