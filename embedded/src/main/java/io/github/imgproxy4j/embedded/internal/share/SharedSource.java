package io.github.imgproxy4j.embedded.internal.share;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A source that images want now. The first that has a worker fetches it, on its own time; if that one gives up, the next
 * does. Thread-safe.
 */
final class SharedSource {
    private final Fetching fetching;
    private final MemoryBudget pixelMemory;
    private final LongAdder decodes;
    private final Consumer<SharedSource> ended;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<SourceRequest> requests = new LinkedHashSet<>();
    private boolean underWay;
    private @Nullable Arrived arrived;
    private @Nullable ProcessingException failure;
    private boolean closed;

    /**
     * A source that is not used yet.
     *
     * @param decodes counts how often it is decoded
     * @param ended called once, when it is not used any longer
     */
    SharedSource(Fetching fetching, MemoryBudget pixelMemory, LongAdder decodes, Consumer<SharedSource> ended) {
        this.fetching = fetching;
        this.pixelMemory = pixelMemory;
        this.decodes = decodes;
        this.ended = ended;
    }

    /** Takes one more in; false if it comes too late. */
    boolean admits(SourceRequest request) {
        lock.lock();
        try {
            if (closed || failure != null || (arrived != null && !fetching.isUnchanged(arrived.bytes()))) {
                return false;
            }
            requests.add(request);
            request.joined(this);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The source, with a share in its bytes that the caller closes; fetched now if it was not yet. */
    Arrived arrived(Deadline deadline) throws ProcessingException, InterruptedException {
        deadline.check();
        lock.lockInterruptibly();
        try {
            deadline.awaitWhile(() -> underWay, changed);
            if (failure != null) {
                throw failure;
            }
            if (arrived != null) {
                return arrived.shared();
            }
            underWay = true;
        } finally {
            lock.unlock();
        }
        return fetched(deadline);
    }

    private Arrived fetched(Deadline deadline) throws ProcessingException, InterruptedException {
        Arrived fresh = null;
        ProcessingException refusal = null;
        try {
            SourceBytes bytes = fetching.fetch(deadline);
            fresh = new Arrived(bytes, new SharedPixels(pixelMemory, decodes, this::requests));
            return fresh;
        } catch (ProcessingException failed) {
            // Another has its own time, which need not be over.
            refusal = failed.isTimeout() ? null : failed;
            throw failed;
        } finally {
            tell(fresh, refusal);
        }
    }

    private void tell(@Nullable Arrived fresh, @Nullable ProcessingException refusal) {
        lock.lock();
        try {
            underWay = false;
            failure = refusal;
            arrived = fresh == null || closed ? null : fresh.shared();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The number of its current users. */
    List<SourceRequest> requests() {
        lock.lock();
        try {
            return List.copyOf(requests);
        } finally {
            lock.unlock();
        }
    }

    /** One wants it no longer. */
    void leave(SourceRequest request) {
        Arrived left;
        boolean last;
        lock.lock();
        try {
            requests.remove(request);
            left = arrived;
            last = requests.isEmpty() && !closed;
            closed |= last;
        } finally {
            lock.unlock();
        }
        if (left != null) {
            left.pixels().forget(request);
        }
        if (last) {
            releaseAll();
            ended.accept(this);
        }
    }

    /** Gives back the bytes, if no image is made of them now. */
    void releaseIdleBytes() {
        lock.lock();
        try {
            if (arrived != null && !arrived.bytes().isShared()) {
                releaseAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives back the pixels that images in the queue would have used. */
    void releasePixels() {
        Arrived current;
        lock.lock();
        try {
            current = arrived;
        } finally {
            lock.unlock();
        }
        if (current != null) {
            current.pixels().release();
        }
    }

    private void releaseAll() {
        lock.lock();
        try {
            if (arrived != null) {
                arrived.pixels().release();
                arrived.bytes().close();
                arrived = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The fetched bytes, and the pixels decoded from just these. */
    record Arrived(SourceBytes bytes, SharedPixels pixels) {
        Arrived shared() {
            return new Arrived(bytes.shared(), pixels);
        }
    }
}
