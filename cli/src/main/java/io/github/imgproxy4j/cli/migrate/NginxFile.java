package io.github.imgproxy4j.cli.migrate;

import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageSignature;
import io.github.imgproxy4j.filter.store.Lifetime;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One file of nginx's cache: a struct, the key, the response's header, the body.
 *
 * <p>The rule is nginx's own source, {@code ngx_http_file_cache_header_t} in {@code src/http/ngx_http_cache.h}, version 5
 * (nginx 1.9.11 and later), as a 64-bit little-endian machine writes it: eight bytes each for the version, the end of
 * the lifetime, the ends of two grace periods, Last-Modified and Date in seconds; four for a CRC-32 of the key; two each
 * for milliseconds, the position of the response's header, and that of the body; then entity tag and Vary, each behind
 * its length. After it comes {@code "\nKEY: "}, the key, and a line feed.
 */
final class NginxFile implements Entry {
    private static final long VERSION = 5;
    private static final int VALID_UNTIL = 8;
    private static final int DATE = 40;
    private static final int HEADER_START = 54;
    private static final int BODY_START = 56;
    private static final int VARY_LENGTH = 187;
    private static final int STRUCT = 336;
    private static final String KEY = "\nKEY: ";
    private static final String FOR_A_YEAR = "public, max-age=31536000";

    private final Path file;
    private final String name;
    private final NginxPaths paths;

    NginxFile(Path file, String name, NginxPaths paths) {
        this.file = file;
        this.name = name;
        this.paths = paths;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable String key() {
        return null;
    }

    @Override
    public StoredImage open() throws IOException {
        InputStream in = Files.newInputStream(file);
        StoredImage image = null;
        try {
            image = read(in, Files.size(file));
            return image;
        } finally {
            if (image == null) {
                in.close();
            }
        }
    }

    private StoredImage read(InputStream in, long size) throws IOException {
        ByteBuffer struct = ByteBuffer.wrap(exactly(in, STRUCT)).order(ByteOrder.LITTLE_ENDIAN);
        int headerStart = Short.toUnsignedInt(struct.getShort(HEADER_START));
        int bodyStart = Short.toUnsignedInt(struct.getShort(BODY_START));
        require(
                struct.getLong(0) == VERSION && headerStart > STRUCT && bodyStart > headerStart && bodyStart <= size,
                "is not a file of nginx's cache in a known version");
        require(struct.get(VARY_LENGTH) == 0, "varies by request headers, so it is not the image for all clients");
        String path = path(new String(exactly(in, headerStart - STRUCT), StandardCharsets.UTF_8));
        Map<String, String> headers =
                headers(new String(exactly(in, bodyStart - headerStart), StandardCharsets.ISO_8859_1));
        long length = size - bodyStart;
        require(
                headers.getOrDefault("Content-Length", "" + length).equals("" + length),
                "has " + length + " bytes instead of " + headers.get("Content-Length"));
        String contentType = headers.getOrDefault("Content-Type", "");
        byte[] start = in.readNBytes(ImageSignature.BYTES);
        require(
                ImageSignature.fits(ImageSignature.mediaType(contentType), start, start.length),
                "is not the image that its Content-Type [" + contentType + "] says");
        return new StoredImage(
                metadata(path, headers, contentType, length, struct),
                new SequenceInputStream(new ByteArrayInputStream(start), in));
    }

    private String path(String text) throws UnusableException {
        int end = text.indexOf('\n', KEY.length());
        require(text.startsWith(KEY) && end > 0, "has no key");
        String path = paths.pathIn(text.substring(KEY.length(), end));
        require(path != null, "has no path with a right signature in its key");
        return String.valueOf(path);
    }

    private static Map<String, String> headers(String response) throws UnusableException {
        String[] lines = response.split("\r\n", -1);
        require(lines[0].matches("HTTP/1\\.[01] 200( .*)?"), "is not a response 200");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static ImageMetadata metadata(
            String path, Map<String, String> headers, String contentType, long length, ByteBuffer struct) {
        Instant made = Instant.ofEpochSecond(struct.getLong(DATE));
        return ImageMetadata.builder(contentType, length)
                .etag(NO_TAG)
                .storedAt(made)
                .cacheControl(headers.getOrDefault("Cache-Control", FOR_A_YEAR))
                .contentDisposition(headers.get("Content-Disposition"))
                .path(path)
                .lifetime(Lifetime.builder()
                        .freshFrom(made)
                        .freshUntil(Instant.ofEpochSecond(struct.getLong(VALID_UNTIL)))
                        .build())
                .build();
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new UnusableException("is cut short");
        }
        return bytes;
    }

    private static void require(boolean holds, String otherwise) throws UnusableException {
        if (!holds) {
            throw new UnusableException(otherwise);
        }
    }
}
