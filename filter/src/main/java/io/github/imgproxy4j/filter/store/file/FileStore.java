package io.github.imgproxy4j.filter.store.file;

import io.github.imgproxy4j.filter.store.AccessedStore;
import io.github.imgproxy4j.filter.store.BrowsableStore;
import io.github.imgproxy4j.filter.store.CacheKeys;
import io.github.imgproxy4j.filter.store.EvictingStore;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ListableStore;
import io.github.imgproxy4j.filter.store.PurgeableStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.filter.store.file.VariantFiles.VariantFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores each variant in one file below a folder. Thread-safe; several JVMs may share the folder.
 *
 * <p>A variant is written with a unique temporary name and then moved atomically, so readers see the whole variant or
 * nothing, even if the process is killed. A file that is truncated, empty, written for another key, or whose metadata
 * has changed is treated as not stored and is removed. Reading a changed body to its end throws an exception before the
 * last bytes are returned; a random sample of the bodies that are sent without being read here is checked afterwards,
 * and all bodies are checked in the background every six hours. Files whose names are not those of variants are never
 * touched.
 *
 * <p>Files and folders, including the root folder, may be deleted at any time; folders are recreated.
 *
 * <p>With a size limit, the least recently used variants are removed; with an age limit, the older ones. Both happen in
 * the background, and startup waits for nothing: the files are counted while the first requests are served. The time of
 * the last access is kept as the access time of the file, with a precision of ten minutes; mounting with
 * {@code noatime} is fine.
 *
 * <pre>{@code
 * FileStore store = FileStore.builder(Path.of("/var/cache/images")).maximumBytes(10L << 30).build();
 * }</pre>
 */
public final class FileStore implements PurgeableStore, BrowsableStore, EvictingStore, AccessedStore, ListableStore {
    private static final Logger log = LoggerFactory.getLogger(FileStore.class);

    /** How long {@link #inventory} waits for the count at start. */
    private static final Duration COUNT_PATIENCE = Duration.ofSeconds(5);

    /** How often writing a variant is tried if its temporary file disappears. */
    private static final int WRITES = 3;

    private final Path folder;
    private final UnfinishedFiles unfinished;
    private final CountedFolder variants;
    private final VariantFiles files;
    private final SecondNames secondNames;
    private final AccessTimes accesses = new AccessTimes();
    private final Clock clock;
    private final Janitor janitor;
    private final boolean readOnly;

    private FileStore(Builder builder) throws IOException {
        this.folder = builder.folder.toAbsolutePath().normalize();
        this.unfinished = new UnfinishedFiles(folder.resolve("unfinished"));
        this.variants = new CountedFolder(folder);
        this.files = variants.files();
        this.secondNames = new SecondNames(unfinished);
        this.clock = builder.clock;
        this.janitor = new Janitor(variants, unfinished, clock, builder.maximumBytes, builder.maximumAge, builder.tick);
        this.readOnly = builder.readOnly;
        if (readOnly) {
            requireFolder();
            files.lookForOldFolders();
            return;
        }
        unfinished.make();
        checkReady();
        files.lookForOldFolders();
        unfinished.whenRemade(janitor::recount);
        janitor.listener(builder.evictionListener);
        janitor.start();
    }

    private void requireFolder() throws NotDirectoryException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
    }

    /**
     * A store without limits below a folder, which is created if it is missing.
     *
     * @throws IOException if it cannot be created or written
     */
    public FileStore(Path folder) throws IOException {
        this(builder(folder));
    }

    /** A builder for a store below a folder. */
    public static Builder builder(Path folder) {
        return new Builder(folder);
    }

    @Override
    public @Nullable StoredImage get(String key) throws IOException {
        Path file = files.find(key);
        boolean known = accesses.isKnown(key, clock.millis());
        OpenFile kept = known ? variants.openFiles().get(key, file) : null;
        if (kept != null) {
            return opened(key, file, kept, true);
        }
        // The client-first pattern asks for much that is not here, and an exception takes longer than looking first.
        if (!known && !Files.isRegularFile(file)) {
            return null;
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (FileSystemException failure) {
            if (VariantFiles.isGone(file, failure)) {
                return null;
            }
            throw failure;
        }
        OpenFile open = null;
        try {
            open = checked(key, file, channel);
        } finally {
            if (open == null) {
                channel.close();
            }
        }
        if (open == null) {
            return null;
        }
        StoredImage image = opened(key, file, open, known);
        if (image != null && known) {
            variants.openFiles().keep(key, file, open);
        } else if (image != null && !readOnly) {
            noteAccess(key, file);
        }
        return image;
    }

    /** The file if it is the variant of this key; it is removed if it cannot be. */
    private @Nullable OpenFile checked(String key, Path file, FileChannel channel) throws IOException {
        Trailer trailer = Trailer.read(channel, key);
        if (trailer == null && !readOnly) {
            log.warn("{} is damaged and is removed", file);
            evict(key, file, channel.size(), Reason.DAMAGED);
        }
        return trailer == null ? null : new OpenFile(channel, trailer);
    }

    /** An open file for one reader, which releases it; null, and released, if it is too old. */
    private @Nullable StoredImage opened(String key, Path file, OpenFile open, boolean known) throws IOException {
        boolean passedOn = false;
        try {
            if (!readOnly && janitor.isTooOld(file)) {
                evict(key, file, open.size(), Reason.AGE);
                return null;
            }
            passedOn = true;
        } finally {
            if (!passedOn) {
                open.release();
            }
        }
        return new StoredImage(
                open.trailer().metadata(),
                new BodyStream(open, reader(key, file, known)),
                () -> secondNames.of(file, open.trailer()));
    }

    /** Frequently requested files were checked a short while ago. */
    private BodyStream.Reader reader(String key, Path file, boolean checked) {
        return new BodyStream.Reader() {
            @Override
            public void foundDamage() {
                if (!readOnly) {
                    janitor.foundDamage(key, file);
                }
            }

            @Override
            public void leftUnchecked() {
                if (!checked && !readOnly) {
                    janitor.checkSoon(key, file);
                }
            }
        };
    }

    private void evict(String key, Path file, long bytes, Reason reason) throws IOException {
        if (variants.remove(key, file, bytes)) {
            janitor.listener().evicted(key, bytes, reason);
        }
    }

    /** Set explicitly, because a file system may be mounted without access times. */
    private void noteAccess(String key, Path file) {
        try {
            BasicFileAttributeView view = Files.getFileAttributeView(file, BasicFileAttributeView.class);
            long now = clock.millis();
            long access = view.readAttributes().lastAccessTime().toMillis();
            if (!AccessTimes.isNear(access, now)) {
                view.setTimes(null, FileTime.fromMillis(now), null);
                access = now;
            }
            accesses.note(key, access);
        } catch (IOException readOnlyOrGone) {
            log.debug("the access time of {} is not updated", file, readOnlyOrGone);
        }
    }

    @Override
    public boolean put(String key, ImageMetadata metadata, ImageBody body) throws IOException {
        requireWritable();
        for (int i = 1; i < WRITES; i++) {
            try {
                return putOnce(key, metadata, body);
            } catch (NoSuchFileException removedMeanwhile) {
                log.debug("{} is written again", key, removedMeanwhile);
            }
        }
        return putOnce(key, metadata, body);
    }

    private void requireWritable() throws IOException {
        if (readOnly) {
            throw new IOException(description() + " were opened to be read only");
        }
    }

    private boolean putOnce(String key, ImageMetadata metadata, ImageBody body) throws IOException {
        if (Files.isRegularFile(files.find(key))) {
            return false;
        }
        Path file = unfinished.next();
        boolean moved = false;
        try {
            long bytes = write(file, key, metadata, body);
            variants.add(key, file, bytes, clock.millis());
            moved = true;
        } finally {
            if (!moved) {
                UnfinishedFiles.discard(file);
            }
        }
        janitor.written();
        return true;
    }

    private long write(Path file, String key, ImageMetadata metadata, ImageBody body) throws IOException {
        CRC32C checksum = new CRC32C();
        try (InputStream in = body.open();
                OutputStream out = unfinished.create(file)) {
            long written = in.transferTo(new CheckedOutputStream(out, checksum));
            if (written != metadata.length()) {
                throw new IOException("body has " + written + " bytes instead of " + metadata.length());
            }
            byte[] trailer =
                    new Trailer(key, String.valueOf(file.getFileName()), metadata, checksum.getValue()).write();
            out.write(trailer);
            return written + trailer.length;
        }
    }

    @Override
    public boolean delete(String key) throws IOException {
        requireWritable();
        boolean deleted = false;
        for (Path file : files.placesOf(key)) {
            deleted |= delete(key, file);
        }
        return deleted;
    }

    private boolean delete(String key, Path file) throws IOException {
        try {
            return variants.remove(key, file, Files.size(file));
        } catch (FileSystemException failure) {
            if (VariantFiles.isGone(file, failure)) {
                return false;
            }
            throw failure;
        }
    }

    @Override
    public long deletePrefix(String prefix) throws IOException {
        requireWritable();
        String name = CacheKeys.checkedPrefix(prefix).substring(0, prefix.length() - 1);
        List<VariantFile> found = new ArrayList<>();
        for (Path place : files.placesOf(name)) {
            files.visitBelow(place, found::add, foreign -> {});
        }
        return delete(found);
    }

    @Override
    public void clear() throws IOException {
        requireWritable();
        for (int segment : files.segments()) {
            delete(variants.count(segment, foreign -> {}));
        }
    }

    @Override
    public void list(String prefix, KeyVisitor visitor) throws IOException {
        for (int segment : segmentsOf(prefix)) {
            List<VariantFile> found = new ArrayList<>();
            files.visitSegment(segment, found::add, foreign -> {});
            for (VariantFile file : found) {
                if (file.key().startsWith(prefix)) {
                    visitor.visit(file.key());
                }
            }
        }
    }

    /** A beginning with a whole hash tells the folder. */
    private List<Integer> segmentsOf(String prefix) throws IOException {
        String name = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        return CacheKeys.isKey(name) ? files.segmentsOf(name) : files.segments();
    }

    private long delete(List<VariantFile> found) throws IOException {
        long deleted = 0;
        for (VariantFile file : found) {
            deleted += variants.remove(file.key(), file.path(), file.bytes()) ? 1 : 0;
        }
        return deleted;
    }

    /**
     * {@inheritDoc}
     *
     * <p>The time does not depend on the number of files; at most 200 are listed. Until all files have been counted
     * after the start, only the known ones are included.
     */
    @Override
    public Inventory inventory(int limit) throws IOException {
        try {
            janitor.awaitCounted(COUNT_PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("counting the files").initCause(interrupted);
        }
        List<Item> items = new ArrayList<>();
        for (String key : variants.newest().keys()) {
            if (items.size() == limit) {
                break;
            }
            ImageMetadata metadata = metadata(key);
            if (metadata == null) {
                variants.newest().remove(key);
            } else {
                items.add(new Item(key, metadata));
            }
        }
        return new Inventory(variants.ledger().files(), variants.ledger().bytes(), items);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Looks at every file, without opening it. Access times are kept with a precision of ten minutes.
     */
    @Override
    public List<Item> lastAccessed(int limit) throws IOException {
        PriorityQueue<VariantFile> latest = new PriorityQueue<>(Comparator.comparing(VariantFile::accessedMillis));
        for (int segment : files.segments()) {
            files.visitSegment(segment, file -> keepLatest(latest, file, limit), foreign -> {});
        }
        List<Item> items = new ArrayList<>();
        while (!latest.isEmpty()) {
            String key = latest.remove().key();
            ImageMetadata metadata = metadata(key);
            if (metadata != null) {
                items.add(new Item(key, metadata));
            }
        }
        Collections.reverse(items);
        return items;
    }

    private static void keepLatest(PriorityQueue<VariantFile> latest, VariantFile file, int limit) {
        latest.add(file);
        if (latest.size() > limit) {
            latest.remove();
        }
    }

    /** Only the metadata; this is not an access. */
    private @Nullable ImageMetadata metadata(String key) throws IOException {
        Path file = files.find(key);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Trailer trailer = Trailer.read(channel, key);
            return trailer == null ? null : trailer.metadata();
        } catch (FileSystemException failure) {
            if (VariantFiles.isGone(file, failure)) {
                return null;
            }
            throw failure;
        }
    }

    @Override
    public void evictionListener(EvictionListener listener) {
        janitor.listener(listener);
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

    /** Writes a small file, and recreates the folder if it was deleted; read-only, only looks for the folder. */
    @Override
    public void checkReady() throws IOException {
        if (readOnly) {
            requireFolder();
            return;
        }
        unfinished.checkWritable();
    }

    /** Stops the background work, and closes the files that no reader needs. */
    @Override
    public void close() {
        janitor.close();
        variants.openFiles().close();
    }

    /** Collects the limits. Not thread-safe. */
    public static final class Builder {
        private final Path folder;
        private long maximumBytes;
        private Duration maximumAge = Duration.ZERO;
        private Clock clock = Clock.systemUTC();
        private Duration tick = Janitor.TICK;
        private boolean readOnly;
        private EvictionListener evictionListener = (key, bytes, reason) -> {};

        private Builder(Path folder) {
            this.folder = Objects.requireNonNull(folder, "folder");
        }

        /** Bytes of all variants together, metadata included; 0, the default, for no limit. */
        public Builder maximumBytes(long bytes) {
            maximumBytes = FileStoreSettings.STORE_SIZE.require(bytes);
            return this;
        }

        /** The age from which a variant is treated as not stored; zero, the default, for no limit. */
        public Builder maximumAge(Duration age) {
            maximumAge = FileStoreSettings.STORE_AGE.require(age);
            return this;
        }

        /**
         * Changes nothing in the folder, which must exist: no files for unfinished variants, no access times, and what
         * is damaged stays. Limits have no effect, and storing and removing fail.
         */
        public Builder readOnly() {
            readOnly = true;
            return this;
        }

        Builder clock(Clock other) {
            clock = other;
            return this;
        }

        /** The interval of maintenance. */
        Builder tick(Duration pause) {
            tick = pause;
            return this;
        }

        /** The listener for evictions from the first count on, until another one is set. */
        Builder evictionListener(EvictionListener listener) {
            evictionListener = listener;
            return this;
        }

        /**
         * The store; the folder is created if it is missing, unless it is only read.
         *
         * @throws IOException if it cannot be created or written, or read
         */
        public FileStore build() throws IOException {
            return new FileStore(this);
        }
    }
}
