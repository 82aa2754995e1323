package io.github.imgproxy4j.filter.internal.body;

import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The body of a variant in a store, for one reader that reads from the beginning to the end. */
public final class StreamedBytes implements ByteSource {
    private static final Logger log = LoggerFactory.getLogger(StreamedBytes.class);

    private static final BufferPool BUFFERS = new BufferPool();

    /** For bodies on their way from a file to a container: so many bytes are on it at once on a busy server. */
    private static final DirectBlocks BLOCKS = new DirectBlocks(DirectMemory.isOn() ? 4L * 1024 * 1024 : 0);

    /** A shorter body leaves in one piece with its headers, whichever memory it is in. */
    private static final int SHORTEST_DIRECT = 8 * 1024;

    private final StoredImage image;
    private @Nullable ByteBuffer block;
    private boolean blockInUse;
    private long position;

    public StreamedBytes(StoredImage image) {
        this.image = image;
    }

    @Override
    public int transfer(long from, long end, OutputStream out) throws IOException {
        if (from >= Math.min(end, image.metadata().length())) {
            return END;
        }
        return isShort() ? transferAtOnce(from, end, out) : transferPiece(from, end, out);
    }

    /** Short bodies are written by a thread that waits, so the buffer is not read any more once it is written. */
    private int transferAtOnce(long from, long end, OutputStream out) throws IOException {
        byte[] buffer = BUFFERS.take();
        int count = transfer(buffer, from, end, out);
        BUFFERS.release(buffer);
        return count;
    }

    /**
     * Here the container may read from the buffer until it is ready for more, which may take a slow client long. So it is
     * held by the container, if it does not copy, and not here.
     */
    private int transferPiece(long from, long end, OutputStream out) throws IOException {
        return transfer(new byte[(int) Math.min(RelayBytes.CHUNK_BYTES, end - from)], from, end, out);
    }

    private int transfer(byte[] buffer, long from, long end, OutputStream out) throws IOException {
        int count = read(buffer, from, (int) Math.min(buffer.length, end - from));
        if (count < 0) {
            return END;
        }
        position = from + count;
        out.write(buffer, 0, count);
        return count;
    }

    private int read(byte[] buffer, long from, int wanted) throws BrokenBodyException {
        try {
            image.body().skipNBytes(from - position);
            return image.body().read(buffer, 0, wanted);
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /** Only of what can be read without the heap. */
    @Override
    public @Nullable ByteBuffer buffer(long first, long end) throws BrokenBodyException {
        long count = Math.min(end, image.metadata().length()) - first;
        if (!isShort() || count < SHORTEST_DIRECT || !(image.body() instanceof ReadableByteChannel channel)) {
            return null;
        }
        ByteBuffer taken = BLOCKS.take((int) count);
        if (taken == null) {
            return null;
        }
        block = taken;
        ByteBuffer target = taken.duplicate().clear().limit((int) count);
        try {
            image.body().skipNBytes(first);
            while (target.hasRemaining() && channel.read(target) >= 0) {
                // A file may give less than asked for.
            }
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
        return target.flip().asReadOnlyBuffer();
    }

    private static BrokenBodyException unreadable(IOException cause) {
        return new BrokenBodyException("stored body cannot be read", cause);
    }

    @Override
    public void onAvailable(long position, Runnable task) {
        task.run();
    }

    @Override
    public CompletableFuture<Long> wholeLength() {
        return CompletableFuture.completedFuture(image.metadata().length());
    }

    @Override
    public boolean isShort() {
        return image.metadata().length() <= LONGEST_SHORT;
    }

    @Override
    public InputStream open() {
        return image.body();
    }

    @Override
    public @Nullable Path file() {
        return image.file();
    }

    @Override
    public void closeInUse() {
        blockInUse = true;
        close();
    }

    @Override
    public void close() {
        giveBlockBack();
        try {
            image.close();
        } catch (IOException alreadyGone) {
            log.debug("closing a stored variant", alreadyGone);
        }
    }

    private void giveBlockBack() {
        ByteBuffer taken = block;
        block = null;
        if (taken != null && blockInUse) {
            BLOCKS.giveBackInUse(taken);
        } else if (taken != null) {
            BLOCKS.giveBack(taken);
        }
    }
}
