package io.github.imgproxy4j.filter.store.file;

import io.github.imgproxy4j.filter.store.BrowsableStore;
import io.github.imgproxy4j.filter.store.CacheKeys;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each variant in one file below a folder. Thread-safe; several JVMs may share the folder.
 *
 * <p>A variant is written under a unique temporary name and then moved into place atomically, so a reader sees all of
 * it or nothing, whenever the process is killed. Three levels of two-character folders keep every folder small. A file
 * that is cut, empty or not ours counts as not stored and is removed.
 */
public final class FileStore implements BrowsableStore {
    private static final Logger log = LoggerFactory.getLogger(FileStore.class);

    private static final int LEVELS = 3;

    /** Longer than any write takes; what is older was left by a process that was killed. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path folder;
    private final Path unfinishedFolder;

    /**
     * A store below a folder, which is made if it is missing.
     *
     * @throws IOException if it cannot be made or written
     */
    public FileStore(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath().normalize();
        this.unfinishedFolder = this.folder.resolve("unfinished");
        Files.createDirectories(unfinishedFolder);
        checkReady();
        removeAbandoned();
    }

    @Override
    public @Nullable StoredImage get(String key) throws IOException {
        Path file = fileOf(key);
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException notStored) {
            return null;
        }
        StoredImage image = null;
        try {
            image = opened(channel, file);
            return image;
        } finally {
            if (image == null) {
                channel.close();
            }
        }
    }

    private static @Nullable StoredImage opened(FileChannel channel, Path file) throws IOException {
        ImageMetadata metadata = Trailer.read(channel);
        if (metadata == null) {
            log.warn("{} is damaged and is removed", file);
            Files.deleteIfExists(file);
            return null;
        }
        return new StoredImage(metadata, new BodyStream(channel, metadata.length()));
    }

    @Override
    public boolean put(String key, ImageMetadata metadata, ImageBody body) throws IOException {
        Path file = fileOf(key);
        if (Files.exists(file)) {
            return false;
        }
        Files.createDirectories(file.getParent());
        Path unfinished = unfinishedFolder.resolve(UUID.randomUUID().toString());
        try {
            write(unfinished, metadata, body);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void write(Path file, ImageMetadata metadata, ImageBody body) throws IOException {
        try (InputStream in = body.open();
                OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            long written = in.transferTo(out);
            if (written != metadata.length()) {
                throw new IOException("body has " + written + " bytes instead of " + metadata.length());
            }
            out.write(Trailer.write(metadata));
        }
    }

    @Override
    public boolean delete(String key) throws IOException {
        return Files.deleteIfExists(fileOf(key));
    }

    @Override
    public long deletePrefix(String prefix) throws IOException {
        return deleteBelow(fileOf(withoutSlash(CacheKeys.checkedPrefix(prefix))));
    }

    @Override
    public void clear() throws IOException {
        deleteBelow(folder);
    }

    private static String withoutSlash(String prefix) {
        return prefix.substring(0, prefix.length() - 1);
    }

    private long deleteBelow(Path top) throws IOException {
        AtomicLong deleted = new AtomicLong();
        Files.walkFileTree(top, new VariantVisitor() {
            @Override
            void visit(String key, Path file, BasicFileAttributes attributes) throws IOException {
                if (Files.deleteIfExists(file)) {
                    deleted.incrementAndGet();
                }
            }
        });
        return deleted.get();
    }

    @Override
    public Inventory inventory(int limit) throws IOException {
        Counting counting = new Counting(limit);
        Files.walkFileTree(folder, counting);
        return counting.inventory();
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public String tier() {
        return "file";
    }

    @Override
    public String description() {
        return "files below " + folder;
    }

    @Override
    public void checkReady() throws IOException {
        if (!Files.isWritable(folder)) {
            throw new IOException(folder + " cannot be written");
        }
    }

    /** Nothing stays open between calls. */
    @Override
    public void close() {}

    private void removeAbandoned() throws IOException {
        FileTime newest = FileTime.from(Instant.now().minus(ABANDONED));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(unfinishedFolder)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).compareTo(newest) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** The hash spreads the files over the folders. */
    private Path fileOf(String key) {
        String hash = CacheKeys.hashOf(key);
        return folder.resolve(hash.substring(0, 2))
                .resolve(hash.substring(2, 4))
                .resolve(hash.substring(4, 6))
                .resolve(key);
    }

    /** The key of a file, or null if the file is none of ours. */
    private @Nullable String keyOf(Path file) {
        Path relative = folder.relativize(file);
        if (relative.startsWith(unfinishedFolder.getFileName()) || relative.getNameCount() <= LEVELS) {
            return null;
        }
        String key =
                relative.subpath(LEVELS, relative.getNameCount()).toString().replace(File.separatorChar, '/');
        return CacheKeys.isKey(key) && fileOf(key).equals(file) ? key : null;
    }

    /** Visits the files whose names are cache keys, and skips what vanishes meanwhile. */
    private abstract class VariantVisitor extends SimpleFileVisitor<Path> {
        abstract void visit(String key, Path file, BasicFileAttributes attributes) throws IOException;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String key = keyOf(file);
            if (key != null) {
                visit(key, file, attributes);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }

    /** Counts all files and opens only the newest. */
    private final class Counting extends VariantVisitor {
        private final int limit;
        private final PriorityQueue<Dated> newest = new PriorityQueue<>(Comparator.comparingLong(Dated::millis));
        private long count;
        private long bytes;

        Counting(int limit) {
            this.limit = limit;
        }

        @Override
        void visit(String key, Path file, BasicFileAttributes attributes) {
            count++;
            bytes += attributes.size();
            newest.add(new Dated(key, attributes.lastModifiedTime().toMillis()));
            if (newest.size() > limit) {
                newest.remove();
            }
        }

        Inventory inventory() throws IOException {
            var items = new ArrayList<Item>();
            for (Dated dated : newest.stream()
                    .sorted(Comparator.comparingLong(Dated::millis).reversed())
                    .toList()) {
                try (StoredImage image = get(dated.key)) {
                    if (image != null) {
                        items.add(new Item(dated.key, image.metadata()));
                    }
                }
            }
            return new Inventory(count, bytes, items);
        }
    }

    private record Dated(String key, long millis) {}

    /** The body's part of an open file; a file that shrinks under it is an error, never a shorter body. */
    private static final class BodyStream extends InputStream {
        private final FileChannel channel;
        private final InputStream in;
        private long remaining;

        BodyStream(FileChannel channel, long length) throws IOException {
            this.channel = channel.position(0);
            this.in = Channels.newInputStream(channel);
            this.remaining = length;
        }

        @Override
        public int read() throws IOException {
            ByteBuffer one = ByteBuffer.allocate(1);
            return read(one.array(), 0, 1) < 0 ? -1 : one.get(0) & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (remaining == 0) {
                return length == 0 ? 0 : -1;
            }
            int count = in.read(target, offset, (int) Math.min(length, remaining));
            if (count < 0) {
                throw new IOException("file ends " + remaining + " bytes early");
            }
            remaining -= count;
            return count;
        }

        @Override
        public int available() {
            return (int) Math.min(remaining, Integer.MAX_VALUE);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
