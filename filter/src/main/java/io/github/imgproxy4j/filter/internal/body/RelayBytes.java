package io.github.imgproxy4j.filter.internal.body;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a relay keeps its bytes: in chunks in memory until a budget is used up, and from there on in a temporary file.
 *
 * <p>For one thread at a time, except that the writer fills the {@link #room} it was given while others read: no
 * reader gets those bytes before {@link #advance}.
 */
final class RelayBytes {
    private static final Logger log = LoggerFactory.getLogger(RelayBytes.class);

    /** A write of 16 KiB fits a container's buffer, and is all that a slow client holds of a large body. */
    static final int CHUNK_BYTES = 16 * 1024;

    /** A body up to 64 KiB, as most thumbnails are, is one chunk: one read, one write, and no room wasted. */
    static final int LONGEST_SINGLE_CHUNK = 64 * 1024;

    /** However short the announced length is, which need not be true. */
    private static final int SMALLEST_CHUNK = 1024;

    /** What is left of a chunk whose length was announced, at most, and not worth a copy. */
    private static final int MOST_UNUSED = SMALLEST_CHUNK;

    private final MemoryBudget budget;
    private final long memoryLimitBytes;
    private final Path spoolFolder;

    private final List<byte[]> chunks = new ArrayList<>();
    private int chunkBytes = CHUNK_BYTES;
    private long bytesInMemory;
    private long length;
    private @Nullable SpoolFile file;
    private byte @Nullable [] roomForFile;

    RelayBytes(MemoryBudget budget, long memoryLimitBytes, Path spoolFolder) {
        this.budget = budget;
        this.memoryLimitBytes = memoryLimitBytes;
        this.spoolFolder = spoolFolder;
    }

    /** Says how many bytes will come, as far as that is known; has an effect only before the first byte. */
    void expect(long announced) {
        if (length > 0) {
            return;
        }
        releaseChunks();
        roomForFile = null;
        // One byte more, so that there is room to ask for when the body ends.
        chunkBytes = announced > LONGEST_SINGLE_CHUNK ? CHUNK_BYTES : Math.max(SMALLEST_CHUNK, (int) announced + 1);
    }

    long length() {
        return length;
    }

    /** Where the writer may put the next bytes; at least one. The same until it {@link #advance advances}. */
    Slice room() {
        if (roomForFile == null && ((long) chunks.size() * chunkBytes > bytesInMemory || addChunk())) {
            int used = (int) (bytesInMemory % chunkBytes);
            return new Slice(chunks.get(chunks.size() - 1), used, chunkBytes - used);
        }
        if (roomForFile == null) {
            roomForFile = new byte[CHUNK_BYTES];
        }
        return new Slice(roomForFile, 0, CHUNK_BYTES);
    }

    private boolean addChunk() {
        long wanted = (chunks.size() + 1L) * chunkBytes;
        if (wanted > memoryLimitBytes || !budget.tryReserve(chunkBytes)) {
            return false;
        }
        chunks.add(new byte[chunkBytes]);
        return true;
    }

    /** Says that so many bytes were put into the room. */
    void advance(int count) throws SpoolException {
        if (roomForFile == null) {
            bytesInMemory += count;
        } else {
            spool(roomForFile, count);
        }
        length += count;
    }

    private void spool(byte[] next, int count) throws SpoolException {
        try {
            if (file == null) {
                file = SpoolFile.in(spoolFolder);
            }
            file.append(next, count);
        } catch (IOException unwritable) {
            throw new SpoolException(spoolFolder, unwritable);
        }
    }

    /** Bytes from a position on, as many as are together; the position is less than the length. */
    Slice at(long position) throws IOException {
        if (position >= bytesInMemory) {
            int count = (int) Math.min(CHUNK_BYTES, length - position);
            return new Slice(Objects.requireNonNull(file).read(position - bytesInMemory, count), 0, count);
        }
        byte[] chunk = chunks.get((int) (position / chunkBytes));
        int offset = (int) (position % chunkBytes);
        return new Slice(chunk, offset, (int) Math.min(chunkBytes - offset, bytesInMemory - position));
    }

    /** The chunk that holds all bytes and hardly anything else, or null. It is not used for others later. */
    byte @Nullable [] singleChunk() {
        return chunks.size() == 1 && bytesInMemory == length && chunkBytes - length <= MOST_UNUSED
                ? chunks.get(0)
                : null;
    }

    /** Releases what only the writer needs: readers may take much longer. */
    void end() {
        roomForFile = null;
    }

    /** Gives memory and file back. */
    void release() {
        releaseChunks();
        end();
        if (file != null) {
            try {
                file.close();
            } catch (IOException alreadyGone) {
                log.debug("closing a temporary file", alreadyGone);
            }
        }
    }

    private void releaseChunks() {
        budget.release((long) chunks.size() * chunkBytes);
        chunks.clear();
    }
}
