package io.github.imgproxy4j.filter.store.file;

import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.Lifetime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The metadata behind the body of a file.
 *
 * <pre>
 *   body      length bytes, so that a body begins at 0 and can be sent as it is
 *   metadata  modified UTF-8 texts and numbers, see write
 *   footer    4 bytes  length of the metadata
 *             8 bytes  length of the body
 *             8 bytes  CRC-32 of metadata and both lengths
 *             8 bytes  magic, with the version of this format
 * </pre>
 *
 * <p>The footer comes last: a file that was cut anywhere has none and counts as not stored. The metadata name the key,
 * so that a file in the place of another one shows, and hold a checksum of the body.
 *
 * @param key the cache key that the file was written for
 * @param version unique to this file, whatever else is stored under the key before and after; fit for a name
 * @param metadata the metadata stored with the bytes
 * @param bodyChecksum CRC-32C of the body
 */
record Trailer(String key, String version, ImageMetadata metadata, long bodyChecksum) {
    private static final long MAGIC = 0x49_4D_47_34_4A_00_00_03L; // "IMG4J", version 3
    static final int FOOTER_BYTES = 4 + 8 + 8 + 8;

    /** Of the footer, the part that the checksum is of as well. */
    private static final int CHECKED_FOOTER_BYTES = 4 + 8;

    /** Few trailers are longer, so one read is enough for most. */
    private static final int USUAL_BYTES = 1024;

    private static final int LONGEST_METADATA = 1 << 20;

    byte[] write() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(key);
        out.writeUTF(version);
        out.writeLong(bodyChecksum);
        out.writeUTF(metadata.contentType());
        out.writeUTF(metadata.etag());
        out.writeLong(metadata.storedAt().getEpochSecond());
        out.writeUTF(metadata.cacheControl());
        writeNullable(out, metadata.contentDisposition());
        writeNullable(out, metadata.path());
        out.writeUTF(metadata.lifetime().toText());
        int metadataBytes = bytes.size();
        out.writeInt(metadataBytes);
        out.writeLong(metadata.length());
        out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
        out.writeLong(MAGIC);
        return bytes.toByteArray();
    }

    /** The trailer, or null if the file does not end in a valid one for exactly this body, written for exactly this key. */
    static @Nullable Trailer read(FileChannel file, String key) throws IOException {
        Trailer trailer = read(file);
        return trailer != null && trailer.key.equals(key) ? trailer : null;
    }

    /** The trailer, or null if the file does not end in a valid one; whatever key it was written for. */
    static @Nullable Trailer read(FileChannel file) throws IOException {
        long size = file.size();
        byte[] tail = bytes(file, Math.max(0, size - USUAL_BYTES), (int) Math.min(size, USUAL_BYTES));
        if (tail.length < FOOTER_BYTES) {
            return null;
        }
        ByteBuffer footer = ByteBuffer.wrap(tail, tail.length - FOOTER_BYTES, FOOTER_BYTES);
        int metadataBytes = footer.getInt();
        long bodyBytes = footer.getLong();
        long checksum = footer.getLong();
        long magic = footer.getLong();
        if (magic != MAGIC
                || metadataBytes < 0
                || metadataBytes > LONGEST_METADATA
                || bodyBytes < 0
                || bodyBytes + metadataBytes + FOOTER_BYTES != size) {
            return null;
        }
        int trailerBytes = metadataBytes + FOOTER_BYTES;
        byte[] trailer = trailerBytes <= tail.length
                ? Arrays.copyOfRange(tail, tail.length - trailerBytes, tail.length)
                : bytes(file, bodyBytes, trailerBytes);
        return trailer.length == trailerBytes && checksum(trailer, metadataBytes + CHECKED_FOOTER_BYTES) == checksum
                ? parse(trailer, bodyBytes)
                : null;
    }

    private static Trailer parse(byte[] metadata, long bodyBytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(metadata));
        String key = in.readUTF();
        String version = in.readUTF();
        long bodyChecksum = in.readLong();
        String contentType = in.readUTF();
        String etag = in.readUTF();
        Instant storedAt = Instant.ofEpochSecond(in.readLong());
        String cacheControl = in.readUTF();
        String contentDisposition = readNullable(in);
        String path = readNullable(in);
        Lifetime lifetime = Lifetime.parse(in.readUTF());
        return new Trailer(
                key,
                version,
                ImageMetadata.builder(contentType, bodyBytes)
                        .etag(etag)
                        .storedAt(storedAt)
                        .cacheControl(cacheControl)
                        .contentDisposition(contentDisposition)
                        .path(path)
                        .lifetime(lifetime)
                        .build(),
                bodyChecksum);
    }

    /** Fewer bytes if the file ends before. */
    private static byte[] bytes(FileChannel file, long position, int count) throws IOException {
        byte[] read = new byte[count];
        ByteBuffer bytes = ByteBuffer.wrap(read);
        while (bytes.hasRemaining() && file.read(bytes, position + bytes.position()) >= 0) {
            // A positional read may return less than asked for.
        }
        return bytes.hasRemaining() ? Arrays.copyOf(read, bytes.position()) : read;
    }

    private static long checksum(byte[] bytes, int count) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, count);
        return crc.getValue();
    }

    private static void writeNullable(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String readNullable(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }
}
