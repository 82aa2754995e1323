package io.github.imgproxy4j.cli.migrate;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.ListableStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Copies an entry into a store, unless the store has it, and reads the copy again to compare it. Thread-safe. */
public final class Copier {
    /** Of a SHA-256, as an entity tag; 128 bits are enough to tell bodies apart. */
    private static final int TAG_BYTES = 16;

    private final ImageStore target;
    private final TargetKeys keys;
    private final boolean dryRun;

    /**
     * A copier.
     *
     * @param keys of the target
     * @param dryRun whether nothing is stored
     */
    public Copier(ImageStore target, TargetKeys keys, boolean dryRun) {
        this.target = target;
        this.keys = keys;
        this.dryRun = dryRun;
    }

    /** Whether nothing is stored. */
    boolean isDryRun() {
        return dryRun;
    }

    /**
     * Copies one.
     *
     * @param body a file for its body, which is overwritten
     * @throws UnusableException if it has no place in the target
     * @throws IOException if it cannot be read or stored, or if the copy is not what was stored
     */
    Copy copy(Entry entry, Path body) throws IOException {
        Copy copy;
        ImageMetadata metadata;
        String checksum;
        try (StoredImage image = entry.open()) {
            metadata = image.metadata();
            String key = keys.of(entry.key(), metadata.path());
            if (isStored(key)) {
                return Copy.present(key);
            }
            if (!target.accepts(metadata.contentType())) {
                throw new UnusableException("is " + metadata.contentType() + ", which the target does not keep");
            }
            copy = Copy.made(key, metadata.length());
            if (dryRun) {
                return copy;
            }
            checksum = spool(image, body);
        }
        if (!target.put(copy.key(), withTag(metadata, checksum), bodyOf(body))) {
            return Copy.present(copy.key());
        }
        verify(copy, checksum);
        return copy;
    }

    /** In a bucket without opening it, which would begin to send it. */
    private boolean isStored(String key) throws IOException {
        if (target instanceof ListableStore listable && !target.isLocal()) {
            List<String> found = new ArrayList<>();
            listable.list(key, found::add);
            return found.contains(key);
        }
        try (StoredImage there = target.get(key)) {
            return there != null;
        }
    }

    private static String spool(StoredImage image, Path body) throws IOException {
        MessageDigest digest = sha256();
        long length;
        try (InputStream in = new DigestInputStream(image.body(), digest);
                OutputStream out = Files.newOutputStream(body)) {
            length = in.transferTo(out);
        }
        if (length != image.metadata().length()) {
            throw new IOException(
                    "has " + length + " bytes instead of " + image.metadata().length());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static ImageMetadata withTag(ImageMetadata metadata, String checksum) {
        if (!metadata.etag().equals(Entry.NO_TAG)) {
            return metadata;
        }
        return metadata.toBuilder()
                .etag('"' + checksum.substring(0, 2 * TAG_BYTES) + '"')
                .build();
    }

    private static ImageBody bodyOf(Path file) throws IOException {
        long length = Files.size(file);
        return new ImageBody() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }
        };
    }

    private void verify(Copy made, String checksum) throws IOException {
        try (StoredImage copy = target.get(made.key())) {
            if (copy == null) {
                throw new IOException("its copy " + made.key() + " cannot be read again");
            }
            MessageDigest digest = sha256();
            long read = new DigestInputStream(copy.body(), digest).transferTo(OutputStream.nullOutputStream());
            if (read != made.bytes()
                    || !HexFormat.of().formatHex(digest.digest()).equals(checksum)) {
                throw new IOException("its copy " + made.key() + " has other bytes");
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /**
     * What became of an entry.
     *
     * @param key in the target
     * @param bytes of the body; meaningless if it was there before
     * @param isNew whether it was not there before
     */
    record Copy(String key, long bytes, boolean isNew) {
        static Copy present(String key) {
            return new Copy(key, 0, false);
        }

        static Copy made(String key, long bytes) {
            return new Copy(key, bytes, true);
        }
    }
}
