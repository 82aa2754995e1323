package io.github.imgproxy4j.embedded.internal.format;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.io.IOException;

/** Tells the type and the size of a source from its first bytes. */
public final class HeaderReader {
    private static final int BMP_FILE_HEADER = 26;
    private static final String JPEG_MAGIC = "\u00ff\u00d8\u00ff";

    private HeaderReader() {}

    /**
     * Reads the header of a raster image.
     *
     * @throws ProcessingException if the type is unknown, the header broken or a side zero
     */
    public static ImageHeader read(byte[] source) throws ProcessingException {
        try {
            ImageHeader header = readAny(ByteReader.of(source));
            if (header.width() <= 0 || header.height() <= 0) {
                throw ProcessingException.brokenImage("the header declares no pixels", null);
            }
            return header;
        } catch (IOException broken) {
            throw ProcessingException.brokenImage("the header is broken: " + broken.getMessage(), broken);
        }
    }

    private static ImageHeader readAny(ByteReader source) throws IOException, ProcessingException {
        if (source.hasText(0, JPEG_MAGIC)) {
            return JpegHeader.read(source).header();
        }
        if (source.hasText(0, PngHeader.MAGIC)) {
            return PngHeader.read(source);
        }
        if (source.hasText(0, "GIF87a") || source.hasText(0, "GIF89a")) {
            return GifHeader.read(source);
        }
        if (source.hasText(0, "RIFF") && source.hasText(8, "WEBP")) {
            return WebpHeader.read(source).header();
        }
        if (source.hasText(0, "BM") && source.length() > BMP_FILE_HEADER) {
            return BmpHeader.read(source);
        }
        if (source.hasText(0, "II*\0") || source.hasText(0, "MM\0*")) {
            return TiffHeader.read(source);
        }
        if (source.hasText(0, IcoHeader.MAGIC)) {
            return IcoHeader.read(source).header();
        }
        throw ProcessingException.invalidImage("the source is not of a supported image type");
    }
}
