package io.github.imgproxy4j.embedded.internal.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Puts metadata and a colour profile into finished files, where their format has a place for them. Stateless. */
public final class MetadataWriter {
    private static final int MAX_SEGMENT = 65_533;
    private static final int AFTER_IHDR = 8 + 25;
    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int XMP_FLAG = 0x04;
    private static final int EXIF_FLAG = 0x08;
    private static final int ALPHA_FLAG = 0x10;
    private static final int PROFILE_FLAG = 0x20;

    private MetadataWriter() {}

    /** The file with them; the same array if there is nothing to add, or the format is another. */
    public static byte[] into(byte[] file, ImageFormat format, Metadata metadata, @Nullable ColourProfile profile)
            throws IOException {
        if (metadata.isEmpty() && profile == null) {
            return file;
        }
        return switch (format) {
            case JPEG -> jpeg(file, metadata, profile);
            case PNG -> png(file, metadata, profile);
            case WEBP -> webp(file, metadata, profile);
            default -> file;
        };
    }

    /** Behind the start and the JFIF segment, which has to be the first. */
    private static byte[] jpeg(byte[] file, Metadata metadata, @Nullable ColourProfile profile) throws IOException {
        ByteReader bytes = ByteReader.of(file);
        int at = bytes.uint16(2) == 0xFFE0 ? 4 + bytes.uint16(4) : 2;
        ByteArrayOutputStream segments = new ByteArrayOutputStream();
        segment(segments, 0xE1, "Exif\0\0", metadata.exif());
        segment(segments, 0xE1, "http://ns.adobe.com/xap/1.0/\0", metadata.xmp());
        segment(segments, 0xED, "Photoshop 3.0\0", metadata.photoshop());
        if (profile != null) {
            profileSegments(segments, ByteReader.of(profile.icc()));
        }
        return inserted(file, at, segments.toByteArray());
    }

    /** A segment has 16 bits for its length; what is longer is left out. */
    private static void segment(ByteArrayOutputStream segments, int marker, String magic, ByteReader content) {
        int length = magic.length() + content.length();
        if (content.length() == 0 || length > MAX_SEGMENT) {
            return;
        }
        segments.write(0xFF);
        segments.write(marker);
        segments.write((length + 2) >> 8);
        segments.write(length + 2);
        segments.writeBytes(magic.getBytes(StandardCharsets.ISO_8859_1));
        segments.writeBytes(content.copy());
    }

    private static void profileSegments(ByteArrayOutputStream segments, ByteReader icc) throws IOException {
        String magic = "ICC_PROFILE\0";
        int most = MAX_SEGMENT - magic.length() - 2;
        int count = (icc.length() + most - 1) / most;
        for (int index = 0; index < count && count <= 255; index++) {
            int start = index * most;
            ByteReader part = icc.part(start, Math.min(most, icc.length() - start));
            segment(segments, 0xE2, magic + (char) (index + 1) + (char) count, part);
        }
    }

    private static byte[] png(byte[] file, Metadata metadata, @Nullable ColourProfile profile) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        if (profile != null) {
            pngChunk(chunks, "iCCP", joined(ascii("icc\0\0"), deflated(profile.icc())));
        }
        if (metadata.exif().length() > 0) {
            pngChunk(chunks, "eXIf", metadata.exif().copy());
        }
        if (metadata.xmp().length() > 0) {
            pngChunk(
                    chunks,
                    "iTXt",
                    joined(ascii("XML:com.adobe.xmp\0\0\0\0\0"), metadata.xmp().copy()));
        }
        return inserted(file, AFTER_IHDR, chunks.toByteArray());
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            while (!deflater.finished()) {
                compressed.write(buffer, 0, deflater.deflate(buffer));
            }
            return compressed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void pngChunk(ByteArrayOutputStream chunks, String type, byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(ascii(type));
        checksum.update(content);
        chunks.writeBytes(ByteBuffer.allocate(content.length + 12)
                .putInt(content.length)
                .put(ascii(type))
                .put(content)
                .putInt((int) checksum.getValue())
                .array());
    }

    /** The profile comes before the image, the rest after it (RFC 9649, section 2.7). */
    private static byte[] webp(byte[] file, Metadata metadata, @Nullable ColourProfile profile) throws IOException {
        ImageHeader header = WebpHeader.read(ByteReader.of(file)).header();
        ByteReader bytes = ByteReader.of(file).littleEndian();
        boolean extended = bytes.hasText(RIFF_HEADER, "VP8X");
        byte[] features = extended
                ? bytes.part(RIFF_HEADER + CHUNK_HEADER, 10).copy()
                : features(header.width(), header.height(), header.alpha());
        features[0] |= (byte) ((profile == null ? 0 : PROFILE_FLAG)
                | (metadata.exif().length() == 0 ? 0 : EXIF_FLAG)
                | (metadata.xmp().length() == 0 ? 0 : XMP_FLAG));
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        riffChunk(chunks, "VP8X", features);
        riffChunk(chunks, "ICCP", profile == null ? new byte[0] : profile.icc());
        int images = RIFF_HEADER + (extended ? CHUNK_HEADER + 10 : 0);
        chunks.write(file, images, file.length - images);
        riffChunk(chunks, "EXIF", metadata.exif().copy());
        riffChunk(chunks, "XMP ", metadata.xmp().copy());
        ByteBuffer riff = ByteBuffer.allocate(RIFF_HEADER + chunks.size()).order(ByteOrder.LITTLE_ENDIAN);
        riff.put(ascii("RIFF")).putInt(4 + chunks.size()).put(ascii("WEBP")).put(chunks.toByteArray());
        return riff.array();
    }

    private static byte[] features(int width, int height, boolean alpha) {
        ByteBuffer features = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        features.put((byte) (alpha ? ALPHA_FLAG : 0)).put(new byte[3]);
        for (int side : new int[] {width - 1, height - 1}) {
            features.putShort((short) side).put((byte) (side >> 16));
        }
        return features.array();
    }

    private static void riffChunk(ByteArrayOutputStream chunks, String type, byte[] content) {
        if (content.length == 0) {
            return;
        }
        chunks.writeBytes(ByteBuffer.allocate(CHUNK_HEADER + content.length + (content.length & 1))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii(type))
                .putInt(content.length)
                .put(content)
                .array());
    }

    private static byte[] inserted(byte[] file, int at, byte[] content) {
        return joined(Arrays.copyOf(file, at), content, Arrays.copyOfRange(file, at, file.length));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
