package io.github.imgproxy4j.filter.internal.body;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A whole body in direct memory, never changed and shared by all readers. Thread-safe.
 *
 * <p>Its holders are counted: who made it is the first, and each reader is one until it closes. With the last one the
 * memory is used for others.
 */
public final class DirectBody {
    private final DirectBlocks blocks;
    private final ByteBuffer block;
    private final ByteBuffer bytes;
    private final AtomicInteger holders = new AtomicInteger(1);
    private volatile boolean inUse;

    private DirectBody(DirectBlocks blocks, ByteBuffer block, int length) {
        this.blocks = blocks;
        this.block = block;
        this.bytes = block.duplicate().clear().limit(length).asReadOnlyBuffer();
    }

    /** A copy of a body, held by the caller; null if there is no room. */
    public static @Nullable DirectBody copyOf(HeapBytes body, DirectBlocks blocks) {
        ByteBuffer block = blocks.take(body.length());
        if (block == null) {
            return null;
        }
        body.copyTo(block.duplicate().clear());
        return new DirectBody(blocks, block, body.length());
    }

    /** What it takes of the memory. */
    public int blockBytes() {
        return block.capacity();
    }

    /** The bytes for one more reader, which closes them; null if the last holder is gone. */
    public @Nullable DirectBytes reader() {
        int before = holders.get();
        while (before > 0 && !holders.compareAndSet(before, before + 1)) {
            before = holders.get();
        }
        return before > 0 ? new DirectBytes(this, bytes) : null;
    }

    /** Says that one holder is done; exactly once for each. */
    public void release() {
        if (holders.decrementAndGet() > 0) {
            return;
        }
        if (inUse) {
            blocks.giveBackInUse(block);
        } else {
            blocks.giveBack(block);
        }
    }

    /** Says that a container may go on to read the memory, which is no holder; only a holder may say so. */
    void stayInUse() {
        inUse = true;
    }
}
