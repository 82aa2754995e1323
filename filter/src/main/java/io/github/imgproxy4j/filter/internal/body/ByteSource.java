package io.github.imgproxy4j.filter.internal.body;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that may still be arriving, read by position so that any number of readers share them.
 *
 * <p>Thread-safe. Each reader keeps its own position.
 */
public interface ByteSource extends AutoCloseable {
    /** No byte at this position yet; {@link #onAvailable} tells when there is one. */
    int NOT_YET = 0;

    /** All bytes that were asked for were read. */
    int END = -1;

    /** A body beyond 256 KiB is written in many pieces anyway, and may take its client long. */
    int LONGEST_SHORT = 256 * 1024;

    /**
     * Writes some bytes from a position on.
     *
     * @param position where to begin
     * @param end where to stop at the latest, or {@link Long#MAX_VALUE}
     * @param out written to at most once
     * @return how many were written, {@link #NOT_YET} or {@link #END}
     * @throws BrokenBodyException if no more bytes will come although there should
     * @throws IOException if writing failed
     */
    int transfer(long position, long end, OutputStream out) throws IOException;

    /** Runs the task once, as soon as {@link #transfer} at this position would return something else than not yet. */
    void onAvailable(long position, Runnable task);

    /** The number of bytes as soon as all are here; fails with {@link BrokenBodyException} if they never will be. */
    CompletableFuture<Long> wholeLength();

    /** Whether all bytes are here and no more than {@link #LONGEST_SHORT}. */
    boolean isShort();

    /** All bytes that are here, from the first to the last, for one reader that may wait; valid until it is closed. */
    InputStream open();

    /**
     * The local file whose first bytes these are, all of them, or null if there is none. Its name may go at any time, and
     * never becomes that of other bytes.
     */
    default @Nullable Path file() {
        return null;
    }

    /**
     * Some bytes in memory outside of the heap, from which a container can write without copying them; null if they cannot
     * be there. Read-only, of the caller alone, and valid until this is closed. To be asked for once.
     *
     * @param first the position of the first byte
     * @param end the position after the last, or {@link Long#MAX_VALUE}
     * @throws BrokenBodyException if the bytes cannot be read
     */
    default @Nullable ByteBuffer buffer(long first, long end) throws BrokenBodyException {
        return null;
    }

    /** Closes this, whose {@link #buffer} the output may go on to read, because writing it has failed. */
    default void closeInUse() {
        close();
    }

    /** Says that one reader is done. */
    @Override
    void close();
}
