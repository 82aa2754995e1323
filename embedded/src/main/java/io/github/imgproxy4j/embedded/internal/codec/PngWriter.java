package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.options.Output;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes PNG files with 8 bits per channel (PNG specification, third edition): gray if every pixel is, with alpha only
 * if there is any; or with a palette where that is asked for.
 *
 * <p>Each row gets the filter that leaves the smallest differences, and few colours become a palette where that is
 * smaller. For one image.
 */
public final class PngWriter {
    private static final byte[] SIGNATURE = "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final int FILTERS = 5;
    private static final int COLOUR_BIT = 2;
    private static final int ALPHA_BIT = 4;
    private static final int INDEXED = 3;
    /** From here on the differences of gray neighbours take less than numbers. */
    private static final int FEW_GRAYS = 16;
    /** zlib's own default; above it a gain of one or two percent costs a multiple of the time. */
    private static final int EFFORT = 6;

    private final Pixels pixels;
    private final Deadline deadline;
    private final boolean colour;
    private final int bytesPerPixel;
    private byte[] row;
    private byte[] rowAbove;
    private final byte[][] filtered;

    private PngWriter(Pixels pixels, Deadline deadline) {
        this.pixels = pixels;
        this.deadline = deadline;
        this.colour = hasColour(pixels);
        this.bytesPerPixel = (colour ? 3 : 1) + (pixels.hasAlpha() ? 1 : 0);
        int rowBytes = Math.multiplyExact(pixels.width(), bytesPerPixel);
        this.row = new byte[rowBytes];
        this.rowAbove = new byte[rowBytes];
        this.filtered = new byte[FILTERS][rowBytes + 1];
        for (int filter = 0; filter < FILTERS; filter++) {
            filtered[filter][0] = (byte) filter;
        }
    }

    /** The bytes of a file. */
    public static byte[] write(Pixels image, Output output, Deadline deadline) throws IOException {
        Pixels pixels = image.withAlphaChecked();
        if (output.coloursOfPng() > 0) {
            return writeIndexed(Palette.of(pixels, output.coloursOfPng(), deadline), deadline);
        }
        PngWriter writer = new PngWriter(pixels, deadline);
        byte[] direct = writer.write();
        Palette exact = Palette.exact(pixels, writer.colour ? ColourSet.MAX_COLOURS : FEW_GRAYS, deadline);
        if (exact == null) {
            return direct;
        }
        byte[] indexed = writeIndexed(exact, deadline);
        return indexed.length < direct.length ? indexed : direct;
    }

    private byte[] write() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream file = new DataOutputStream(bytes)) {
            file.write(SIGNATURE);
            writeChunk(file, "IHDR", header());
            writeChunk(file, "IDAT", data());
            writeChunk(file, "IEND", new byte[0]);
        }
        return bytes.toByteArray();
    }

    /** Numbers of colours are not filtered: neighbours have nothing in common but their colour. */
    private static byte[] writeIndexed(Palette palette, Deadline deadline) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream file = new DataOutputStream(bytes)) {
            file.write(SIGNATURE);
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(header);
            fields.writeInt(palette.width());
            fields.writeInt(palette.height());
            fields.write(new byte[] {(byte) palette.bits(), INDEXED, 0, 0, 0});
            writeChunk(file, "IHDR", header.toByteArray());
            ByteArrayOutputStream colours = new ByteArrayOutputStream();
            for (int colour : palette.colours()) {
                colours.write(colour >> 16);
                colours.write(colour >> 8);
                colours.write(colour);
            }
            writeChunk(file, "PLTE", colours.toByteArray());
            byte[] covers = covers(palette.colours());
            if (covers.length > 0) {
                writeChunk(file, "tRNS", covers);
            }
            writeChunk(file, "IDAT", packed(palette, deadline));
            writeChunk(file, "IEND", new byte[0]);
        }
        return bytes.toByteArray();
    }

    /** The alpha of each colour up to the last that is not opaque. */
    private static byte[] covers(int... colours) {
        int length = colours.length;
        while (length > 0 && colours[length - 1] >>> 24 == 0xFF) {
            length--;
        }
        byte[] covers = new byte[length];
        for (int index = 0; index < length; index++) {
            covers[index] = (byte) (colours[index] >>> 24);
        }
        return covers;
    }

    private static byte[] packed(Palette palette, Deadline deadline) throws IOException {
        int bits = palette.bits();
        byte[] line = new byte[1 + (palette.width() * bits + 7) / 8];
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (DeflaterOutputStream output = new DeflaterOutputStream(compressed, deflater, 16_384)) {
            for (int y = 0; y < palette.height(); y++) {
                deadline.look();
                Arrays.fill(line, (byte) 0);
                for (int x = 0; x < palette.width(); x++) {
                    int index = palette.indices()[y * palette.width() + x] & 0xFF;
                    line[1 + x * bits / 8] |= (byte) (index << (8 - bits - x * bits % 8));
                }
                output.write(line);
            }
        } finally {
            deflater.end();
        }
        return compressed.toByteArray();
    }

    private static boolean hasColour(Pixels pixels) {
        for (int pixel : pixels.argb()) {
            int green = pixel >> 8 & 0xFF;
            if ((pixel >> 16 & 0xFF) != green || (pixel & 0xFF) != green) {
                return true;
            }
        }
        return false;
    }

    private byte[] header() throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(pixels.width());
        fields.writeInt(pixels.height());
        fields.writeByte(8);
        fields.writeByte((colour ? COLOUR_BIT : 0) | (pixels.hasAlpha() ? ALPHA_BIT : 0));
        fields.write(new byte[3]);
        return header.toByteArray();
    }

    private byte[] data() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(EFFORT);
        deflater.setStrategy(Deflater.FILTERED);
        try (DeflaterOutputStream output = new DeflaterOutputStream(compressed, deflater, 16_384)) {
            for (int y = 0; y < pixels.height(); y++) {
                deadline.look();
                unpack(y);
                filterRow();
                output.write(filtered[leanestFilter()]);
                byte[] done = row;
                row = rowAbove;
                rowAbove = done;
            }
        } finally {
            deflater.end();
        }
        return compressed.toByteArray();
    }

    private void unpack(int y) {
        int[] argb = pixels.argb();
        int start = y * pixels.width();
        int index = 0;
        for (int x = 0; x < pixels.width(); x++) {
            int pixel = argb[start + x];
            if (colour) {
                row[index++] = (byte) (pixel >> 16);
                row[index++] = (byte) (pixel >> 8);
            }
            row[index++] = (byte) pixel;
            if (pixels.hasAlpha()) {
                row[index++] = (byte) (pixel >>> 24);
            }
        }
    }

    private void filterRow() {
        for (int index = 0; index < row.length; index++) {
            deadline.lookAt(index);
            boolean first = index < bytesPerPixel;
            int left = first ? 0 : row[index - bytesPerPixel] & 0xFF;
            int above = rowAbove[index] & 0xFF;
            int aboveLeft = first ? 0 : rowAbove[index - bytesPerPixel] & 0xFF;
            int value = row[index];
            filtered[0][index + 1] = (byte) value;
            filtered[1][index + 1] = (byte) (value - left);
            filtered[2][index + 1] = (byte) (value - above);
            filtered[3][index + 1] = (byte) (value - (left + above) / 2);
            filtered[4][index + 1] = (byte) (value - paeth(left, above, aboveLeft));
        }
    }

    /** The neighbour closest to where the gradient points. */
    static int paeth(int left, int above, int aboveLeft) {
        int toLeft = Math.abs(above - aboveLeft);
        int toAbove = Math.abs(left - aboveLeft);
        int toAboveLeft = Math.abs(left + above - 2 * aboveLeft);
        if (toLeft <= toAbove && toLeft <= toAboveLeft) {
            return left;
        }
        return toAbove <= toAboveLeft ? above : aboveLeft;
    }

    private int leanestFilter() {
        int leanest = 0;
        long smallest = Long.MAX_VALUE;
        for (int filter = 0; filter < FILTERS; filter++) {
            long sum = 0;
            for (int index = 1; index <= row.length; index++) {
                sum += Math.abs(filtered[filter][index]);
            }
            if (sum < smallest) {
                smallest = sum;
                leanest = filter;
            }
        }
        return leanest;
    }

    private static void writeChunk(DataOutputStream file, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(content);
        file.writeInt(content.length);
        file.write(name);
        file.write(content);
        file.writeInt((int) checksum.getValue());
    }
}
