package io.github.imgproxy4j.filter.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A file that several readers read by positions at the same time; closed when the last of them, and the cache
 * of open files, has released it. Thread-safe.
 *
 * <p>What was opened stays readable whatever happens to the name.
 */
final class OpenFile {
    /** Of a shorter body the bytes are kept as well: they came with the trailer. */
    private static final int SMALL_BYTES = 4 * 1024;

    private final FileChannel channel;
    private final Trailer trailer;
    private final long size;
    private final AtomicInteger holders = new AtomicInteger(1);
    private volatile byte @Nullable [] small;

    // Written by the cache of open files.
    private volatile @Nullable Object identity;
    private volatile @Nullable FileTime modified;
    private volatile long checkedNanos;

    /** For its first holder. */
    OpenFile(FileChannel channel, Trailer trailer) throws IOException {
        this.channel = channel;
        this.trailer = trailer;
        this.size = channel.size();
    }

    Trailer trailer() {
        return trailer;
    }

    /** The bytes of the whole file, metadata included. */
    long size() {
        return size;
    }

    /** Counts one more holder, unless the last one is gone. */
    boolean hold() {
        int before = holders.get();
        while (before > 0 && !holders.compareAndSet(before, before + 1)) {
            before = holders.get();
        }
        return before > 0;
    }

    /** Says that one holder is done; exactly once for each. */
    void release() throws IOException {
        if (holders.decrementAndGet() == 0) {
            channel.close();
        }
    }

    /** Reads what the channel has at a position, as {@link FileChannel#read(ByteBuffer, long)}. */
    int read(ByteBuffer target, long position) throws IOException {
        byte[] bytes = small;
        if (bytes == null) {
            return channel.read(target, position);
        }
        int count = (int) Math.min(target.remaining(), bytes.length - position);
        target.put(bytes, (int) position, count);
        return count;
    }

    /** Notes the bytes of a body that were compared with their checksum. */
    void verified(ByteBuffer body) {
        if (small == null && body.remaining() <= SMALL_BYTES) {
            byte[] bytes = new byte[body.remaining()];
            body.get(body.position(), bytes);
            small = bytes;
        }
    }

    /** Whether the length is still that of the first look; one call of the system. */
    boolean isWhole() throws IOException {
        return channel.size() == size;
    }

    /** Whether it was compared with its name so short a while ago. */
    boolean isTrusted(long nanos) {
        return System.nanoTime() - checkedNanos < nanos;
    }

    /**
     * Whether a file of this name is this one, as it was when this was asked first.
     *
     * @return false as well where files cannot be told from each other, or the name is that of none
     */
    boolean isStill(Path file) {
        long now = System.nanoTime();
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Object found = attributes.fileKey();
            if (identity == null) {
                identity = found;
                modified = attributes.lastModifiedTime();
            }
            checkedNanos = now;
            return found != null
                    && found.equals(identity)
                    && attributes.size() == size
                    && attributes.lastModifiedTime().equals(modified);
        } catch (IOException gone) {
            return false;
        }
    }
}
