package io.github.imgproxy4j.filter.internal.body;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** The bytes of a body in direct memory, for one reader; closing it twice does no harm. */
public final class DirectBytes implements ByteSource {
    private final DirectBody body;
    private final ByteBuffer bytes;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * For a holder of the body.
     *
     * @param bytes read-only, from the first to the limit; its position is never moved
     */
    DirectBytes(DirectBody body, ByteBuffer bytes) {
        this.body = body;
        this.bytes = bytes;
    }

    @Override
    public ByteBuffer buffer(long first, long end) {
        return checked().duplicate().limit((int) Math.min(end, bytes.limit())).position((int) first);
    }

    private ByteBuffer checked() {
        if (closed.get()) {
            throw new IllegalStateException("the bytes of a body are read after they were closed");
        }
        return bytes;
    }

    /** By a copy, for outputs that take nothing but arrays, and may keep them. */
    @Override
    public int transfer(long position, long end, OutputStream out) throws IOException {
        int count = (int) (Math.min(end, bytes.limit()) - position);
        if (count <= 0) {
            return END;
        }
        byte[] copy = new byte[count];
        checked().get((int) position, copy);
        out.write(copy, 0, count);
        return count;
    }

    @Override
    public void onAvailable(long position, Runnable task) {
        task.run();
    }

    @Override
    public CompletableFuture<Long> wholeLength() {
        return CompletableFuture.completedFuture((long) bytes.limit());
    }

    @Override
    public boolean isShort() {
        return bytes.limit() <= LONGEST_SHORT;
    }

    /** A copy, so that nothing of it depends on when this is closed. */
    @Override
    public InputStream open() {
        byte[] copy = new byte[bytes.limit()];
        checked().get(0, copy);
        return new ByteArrayInputStream(copy);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            body.release();
        }
    }

    @Override
    public void closeInUse() {
        if (closed.compareAndSet(false, true)) {
            body.stayInUse();
            body.release();
        }
    }
}
