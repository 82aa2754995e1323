package io.github.imgproxy4j.cli.migrate;

import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageSignature;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder of imagor's file result storage.
 *
 * <p>The names do not tell what was asked for, and imagor has another URL language; so a list says which of our paths
 * stands for which path of imagor. With {@code IMAGOR_RESULT_STORAGE_PATH_STYLE=digest} a file is named by the SHA-1 of
 * the path, in folders of its first and second byte (the rule: {@code DigestResultStorageHasher} and its test in
 * {@code imagorpath} of github.com/cshum/imagor, {@code d5/c2/804e…}); by default by the path itself.
 */
public final class ImagorOrigin implements Origin {
    private static final String FOR_A_YEAR = "public, max-age=31536000";

    private final Path folder;
    private final Map<String, String> paths;

    /**
     * A folder.
     *
     * @param paths our path without signature by imagor's path without signature
     */
    public ImagorOrigin(Path folder, Map<String, String> paths) {
        this.folder = folder;
        this.paths = Map.copyOf(paths);
    }

    @Override
    public String description() {
        return "result storage of imagor below " + folder;
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        for (Map.Entry<String, String> path : paths.entrySet()) {
            visitor.visit(new Result(path.getKey(), path.getValue()));
        }
    }

    private static String digest(String imagorPath) {
        try {
            byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(imagorPath.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha1).replaceFirst("^(..)(..)", "$1/$2/");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }

    @Override
    public void close() {
        // Nothing is open between visits.
    }

    private final class Result implements Entry {
        private final String imagorPath;
        private final String path;

        Result(String imagorPath, String path) {
            this.imagorPath = imagorPath;
            this.path = path;
        }

        @Override
        public String name() {
            return imagorPath;
        }

        @Override
        public @Nullable String key() {
            return null;
        }

        @Override
        public StoredImage open() throws IOException {
            Path file = folder.resolve(digest(imagorPath));
            Path found = Files.isRegularFile(file)
                    ? file
                    : folder.resolve(imagorPath).normalize();
            if (!found.startsWith(folder)) {
                throw new UnusableException("leads out of the folder");
            }
            try {
                return read(found);
            } catch (NoSuchFileException missing) {
                throw new UnusableException("is not there, neither as " + digest(imagorPath) + " nor by its path");
            }
        }

        private StoredImage read(Path file) throws IOException {
            InputStream in = Files.newInputStream(file);
            byte[] start = in.readNBytes(ImageSignature.BYTES);
            String contentType = ImageSignature.typeOf(start);
            if (contentType == null) {
                in.close();
                throw new UnusableException("is no known image");
            }
            ImageMetadata metadata = ImageMetadata.builder(contentType, Files.size(file))
                    .etag(NO_TAG)
                    .storedAt(Files.getLastModifiedTime(file).toInstant())
                    .cacheControl(FOR_A_YEAR)
                    .path(path)
                    .build();
            return new StoredImage(metadata, new SequenceInputStream(new ByteArrayInputStream(start), in));
        }
    }
}
