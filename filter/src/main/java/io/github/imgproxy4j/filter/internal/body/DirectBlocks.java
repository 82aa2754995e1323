package io.github.imgproxy4j.filter.internal.body;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks of direct memory, used again as soon as they are given back. Thread-safe.
 *
 * <p>Each block is a buffer of its own and not a part of a large one: one that a container may still read cannot be used
 * again, and is left to the garbage collector, which knows when that ends.
 *
 * <p>The lengths of blocks are rounded up, to eight steps between a power of two and the next, so that a block fits other
 * bodies as well. When there is no room for a block, free ones of other lengths are left to the garbage collector, and
 * until it has freed them bodies have to stay on the heap.
 */
public final class DirectBlocks {
    private static final Logger log = LoggerFactory.getLogger(DirectBlocks.class);

    /** What containers need of direct memory for each connection comes first. */
    private static final int SHARE_OF_JVM = 2;

    /** Between a power of two and the next. */
    private static final int STEPS = 8;

    private static final byte POISON = (byte) 0xDB;

    private static final BufferPoolMXBean JVM = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .findFirst()
            .orElseThrow();

    private final long limitBytes;
    private final boolean poisoning;

    // Guarded by this, as is all that follows.
    private final TreeMap<Integer, Deque<ByteBuffer>> free = new TreeMap<>();
    private final Set<Abandoned> abandoned = new HashSet<>();
    private final ReferenceQueue<ByteBuffer> collected = new ReferenceQueue<>();
    private long abandonedBytes;
    private long freeBytes;
    private long usedBytes;
    private boolean refused;
    private boolean closed;

    /**
     * No block yet.
     *
     * @param limitBytes bytes of all blocks together, free ones and those that wait for the garbage collector included
     */
    public DirectBlocks(long limitBytes) {
        this(limitBytes, DirectMemory.poisons());
    }

    /**
     * The same for tests.
     *
     * @param poisoning whether a block that is given back is overwritten, so that who still reads it notices
     */
    DirectBlocks(long limitBytes, boolean poisoning) {
        this.limitBytes = limitBytes;
        this.poisoning = poisoning;
    }

    /**
     * A block for the caller alone, of any content.
     *
     * @return at least as long as asked for; null if there is no room, or the JVM refuses it
     */
    synchronized @Nullable ByteBuffer take(int length) {
        int rounded = rounded(length);
        Deque<ByteBuffer> same = free.get(rounded);
        ByteBuffer block = same == null ? null : same.poll();
        if (block != null) {
            freeBytes -= rounded;
        } else {
            block = hasRoomFor(rounded) ? allocated(rounded) : null;
        }
        usedBytes += block == null ? 0 : rounded;
        return block;
    }

    private boolean hasRoomFor(int bytes) {
        forgetCollected();
        long missing = usedBytes + freeBytes + abandonedBytes + bytes - limitBytes;
        if (missing > 0) {
            abandonFree(missing - abandonedBytes);
        }
        return !refused && !closed && missing <= 0 && JVM.getMemoryUsed() + bytes <= DirectMemory.LIMIT / SHARE_OF_JVM;
    }

    private void forgetCollected() {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            if (gone instanceof Abandoned block && abandoned.remove(block)) {
                abandonedBytes -= block.bytes;
            }
        }
    }

    /** The longest first: of them the fewest are needed. */
    private void abandonFree(long bytes) {
        long left = bytes;
        while (left > 0 && freeBytes > 0) {
            var longest = free.lastEntry();
            ByteBuffer block = longest.getValue().poll();
            if (block == null) {
                free.remove(longest.getKey());
            } else {
                freeBytes -= block.capacity();
                left -= block.capacity();
                abandon(block);
            }
        }
    }

    private void abandon(ByteBuffer block) {
        abandoned.add(new Abandoned(block, collected));
        abandonedBytes += block.capacity();
    }

    private @Nullable ByteBuffer allocated(int bytes) {
        try {
            return ByteBuffer.allocateDirect(bytes);
        } catch (OutOfMemoryError tooMuch) {
            // It took the JVM a while, with a collection of garbage, to find this out: not to be tried again.
            refused = true;
            log.warn("the JVM refuses direct memory, so further variants are kept on the heap: {}", tooMuch.toString());
            return null;
        }
    }

    /** Gives a block back that is not read any more. */
    void giveBack(ByteBuffer block) {
        if (poisoning) {
            poison(block);
        }
        synchronized (this) {
            usedBytes -= block.capacity();
            if (closed) {
                return;
            }
            freeBytes += block.capacity();
            free.computeIfAbsent(block.capacity(), length -> new ArrayDeque<>()).push(block);
        }
    }

    private static void poison(ByteBuffer block) {
        for (int i = 0; i < block.capacity(); i++) {
            block.put(i, POISON);
        }
    }

    /** Gives a block back that a container may still read. */
    synchronized void giveBackInUse(ByteBuffer block) {
        usedBytes -= block.capacity();
        abandon(block);
    }

    /** Bytes of all blocks: in use, free, or waiting for the garbage collector. */
    public synchronized long bytes() {
        forgetCollected();
        return usedBytes + freeBytes + abandonedBytes;
    }

    /** Bytes of the blocks in use. */
    public synchronized long usedBytes() {
        return usedBytes;
    }

    /** Leaves all blocks to the garbage collector, those in use as soon as they are given back. */
    public synchronized void close() {
        closed = true;
        free.clear();
        freeBytes = 0;
    }

    /** An eighth more at most. */
    static int rounded(int length) {
        int step = Math.max(1, Integer.highestOneBit(Math.max(1, length - 1)) / STEPS);
        return (length + step - 1) / step * step;
    }

    private static final class Abandoned extends PhantomReference<ByteBuffer> {
        private final int bytes;

        Abandoned(ByteBuffer block, ReferenceQueue<ByteBuffer> queue) {
            super(block, queue);
            this.bytes = block.capacity();
        }
    }
}
