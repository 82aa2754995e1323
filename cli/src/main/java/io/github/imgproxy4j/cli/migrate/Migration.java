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

/**
 * Copies what an origin keeps into a store, one by one, and reads each copy again. Whatever is there already stays, so a
 * copy that was broken off goes on where it was. For one thread.
 */
public final class Migration {
    /** Of a SHA-256, as an entity tag; 128 bits are enough to tell bodies apart. */
    private static final int TAG_BYTES = 16;

    private final Origin origin;
    private final ImageStore target;
    private final TargetKeys keys;
    private final boolean dryRun;
    private final Listener listener;
    private final Summary summary = new Summary();

    /** A copy that has not begun. */
    public Migration(Origin origin, ImageStore target, TargetKeys keys, boolean dryRun, Listener listener) {
        this.origin = origin;
        this.target = target;
        this.keys = keys;
        this.dryRun = dryRun;
        this.listener = listener;
    }

    /**
     * Copies everything.
     *
     * @throws IOException if the origin cannot be listed; what was copied by then is good
     */
    public Summary run() throws IOException {
        Path body = Files.createTempFile("imgproxy4j-migrate", ".tmp");
        try {
            origin.visit(entry -> {
                copy(entry, body);
                listener.progress(summary);
            });
        } finally {
            Files.deleteIfExists(body);
        }
        return summary;
    }

    private void copy(Entry entry, Path body) {
        try {
            copyOrSkip(entry, body);
        } catch (UnusableException unusable) {
            summary.skipped++;
            listener.skipped(entry.name(), String.valueOf(unusable.getMessage()));
        } catch (IOException | IllegalArgumentException failure) {
            summary.failed++;
            listener.failed(entry.name(), String.valueOf(failure.getMessage()));
        }
    }

    private void copyOrSkip(Entry entry, Path body) throws IOException {
        String key;
        ImageMetadata metadata;
        String checksum;
        try (StoredImage image = entry.open()) {
            metadata = image.metadata();
            key = keys.of(entry.key(), metadata.path());
            if (isStored(key)) {
                summary.present++;
                return;
            }
            if (!target.keeps(metadata.contentType())) {
                throw new UnusableException("is " + metadata.contentType() + ", which the target does not keep");
            }
            if (dryRun) {
                summary.add(metadata.length());
                listener.planned(entry.name(), key);
                return;
            }
            checksum = spool(image, body);
        }
        if (target.put(key, withTag(metadata, checksum), bodyOf(body))) {
            verify(key, metadata.length(), checksum);
            summary.add(metadata.length());
        } else {
            summary.present++;
        }
    }

    /** Without opening it, if possible: that would be an access. */
    private boolean isStored(String key) throws IOException {
        if (target instanceof ListableStore listable) {
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

    private void verify(String key, long length, String checksum) throws IOException {
        try (StoredImage copy = target.get(key)) {
            if (copy == null) {
                throw new IOException("its copy " + key + " cannot be read again");
            }
            MessageDigest digest = sha256();
            long read = new DigestInputStream(copy.body(), digest).transferTo(OutputStream.nullOutputStream());
            if (read != length || !HexFormat.of().formatHex(digest.digest()).equals(checksum)) {
                throw new IOException("its copy " + key + " has other bytes");
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

    /** Hears of what happens. */
    public interface Listener {
        /** One more entry is done. */
        void progress(Summary summary);

        /** An entry would be copied. */
        void planned(String name, String key);

        /** An entry is no finished variant, or nothing tells its key. */
        void skipped(String name, String reason);

        /** An entry could not be copied. */
        void failed(String name, String reason);
    }

    /** Counters. */
    public static final class Summary {
        private long copied;
        private long bytes;
        private long present;
        private long skipped;
        private long failed;

        private void add(long length) {
            copied++;
            bytes += length;
        }

        /** How many were copied, or would be. */
        public long copied() {
            return copied;
        }

        /** The bytes of their bodies. */
        public long bytes() {
            return bytes;
        }

        /** How many were there before. */
        public long present() {
            return present;
        }

        /** How many were left out. */
        public long skipped() {
            return skipped;
        }

        /** How many could not be copied. */
        public long failed() {
            return failed;
        }
    }
}
