package io.github.imgproxy4j.embedded.internal.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.PixelRows;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The image of a TIFF file whose strips or tiles are JPEG files without their tables (Adobe's TIFF Technical Note 2).
 *
 * <p>The JDK reads them as well, but asks the registry of the JVM for any JPEG plug-in, also one whose web app is gone.
 *
 * @param size of the image
 * @param part of each strip or tile; those at the edges may be smaller, or stick out
 * @param colours 1 gray, 2 red, green and blue, 5 inks, 6 luminance and chrominance
 * @param tables a JPEG file of nothing but tables, or empty
 * @param parts from left to right, then down
 */
public record TiffJpeg(Area size, Area part, int colours, ByteReader tables, List<ByteReader> parts) {
    private static final int GRAY = 1;
    private static final int RGB = 2;
    private static final int INKS = 5;
    private static final int YCC = 6;
    private static final Set<Integer> KINDS = Set.of(GRAY, RGB, INKS, YCC);
    private static final ByteReader START = ByteReader.of(new byte[] {(byte) 0xFF, (byte) 0xD8});

    /**
     * The whole image.
     *
     * @param jpegs decodes a JPEG file
     */
    public Pixels pixels(Reader jpegs) throws IOException {
        if (part.width() <= 0 || part.height() <= 0 || !KINDS.contains(colours)) {
            throw new IOException("JPEG strips or tiles without size, or of kind " + colours);
        }
        int across = (size.width() + part.width() - 1) / part.width();
        int down = (size.height() + part.height() - 1) / part.height();
        if (parts.size() < (long) across * down) {
            throw new IOException("JPEG strips or tiles are missing");
        }
        int[] argb = new int[size.width() * size.height()];
        for (int index = 0; index < across * down; index++) {
            byte[] file = file(parts.get(index));
            ImageHeader header = JpegHeader.read(ByteReader.of(file)).header();
            if (header.width() > part.width() || header.height() > part.height()) {
                throw new IOException("a JPEG strip or tile that is larger than its place");
            }
            put(jpegs.read(file), index % across * part.width(), index / across * part.height(), argb);
        }
        return new Pixels(size.width(), size.height(), argb, false);
    }

    /** Whether its parts have inks, so that a reader must not make light of them. */
    public boolean isOfInks() {
        return colours == INKS;
    }

    private void put(PixelRows rows, int left, int top, int[] argb) {
        int[] row = new int[rows.width()];
        int width = Math.min(row.length, size.width() - left);
        for (int y = 0; y < Math.min(rows.height(), size.height() - top); y++) {
            rows.read(y, row);
            System.arraycopy(row, 0, argb, (top + y) * size.width() + left, width);
        }
    }

    /** With its tables, and with what Adobe's segment says of colours, which readers would have to guess otherwise. */
    private byte[] file(ByteReader stripped) throws IOException {
        ByteReader known = tables.length() < 4 ? ByteReader.of(new byte[0]) : tables.part(2, tables.length() - 4L);
        String adobe = "\u00ff\u00ee\0\16Adobe\0\144\0\0\0\0" + (colours == YCC ? "\1" : "\0");
        ByteReader kind = ByteReader.of(colours == GRAY || colours == INKS ? new byte[0] : adobe.getBytes(ISO_8859_1));
        return ByteReader.joined(List.of(START, kind, known, stripped.part(2, stripped.length() - 2L)));
    }

    /** Decodes a JPEG file. */
    @FunctionalInterface
    public interface Reader {
        PixelRows read(byte[] file) throws IOException;
    }
}
