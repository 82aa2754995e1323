package io.github.imgproxy4j.embedded.internal.share;

import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.raster.Shrink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The decoded parts of one file for all images that use it. The first image decodes its own part and, in the same pass,
 * those of all others; if that fails, or memory is short, the others decode by themselves. An image that comes meanwhile
 * waits for the end of the pass, even if its part is not in it: by then all parts of the next pass are known.
 * Thread-safe.
 */
final class SharedPixels {
    /** Each more costs the first one time. */
    private static final int MOST_OTHERS = 8;

    private static final int BYTES_PER_PIXEL = 4;

    private final MemoryBudget memory;
    private final LongAdder decodes;
    private final Supplier<List<SourceRequest>> requests;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Shrink> underWay = new HashSet<>();
    private final Map<Shrink, Kept> kept = new HashMap<>();

    /**
     * Nothing decoded yet.
     *
     * @param memory what pixels for others are paid from
     * @param decodes counts
     * @param requests those of all images that want the file now
     */
    SharedPixels(MemoryBudget memory, LongAdder decodes, Supplier<List<SourceRequest>> requests) {
        this.memory = memory;
        this.decodes = decodes;
        this.requests = requests;
    }

    Pixels get(Wanted wanted, SourceRequest.Decoding decoding, Deadline deadline)
            throws ProcessingException, InterruptedException {
        while (true) {
            Pixels made = awaited(wanted, deadline);
            if (made != null) {
                return made;
            }
            Batch batch = begun(wanted, others(wanted));
            if (batch != null) {
                return decoded(wanted, batch, decoding);
            }
        }
    }

    /** What another image has decoded, after the current pass; null if there is nothing. */
    private @Nullable Pixels awaited(Wanted wanted, Deadline deadline)
            throws ProcessingException, InterruptedException {
        lock.lockInterruptibly();
        try {
            deadline.awaitWhile(() -> !underWay.isEmpty(), changed);
            Kept made = kept.get(wanted.shrink());
            if (made == null) {
                return null;
            }
            wanted.request().served();
            forget(wanted.shrink(), wanted.request());
            return made.pixels();
        } finally {
            lock.unlock();
        }
    }

    /** What is decoded now; null if another thread was faster. */
    private @Nullable Batch begun(Wanted wanted, List<Wanted> others) {
        lock.lock();
        try {
            if (!underWay.isEmpty() || kept.containsKey(wanted.shrink())) {
                return null;
            }
            Batch batch = batch(wanted.shrink(), others);
            underWay.addAll(batch.parts());
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private Pixels decoded(Wanted wanted, Batch batch, SourceRequest.Decoding decoding)
            throws ProcessingException, InterruptedException {
        List<Pixels> decoded = List.of();
        try {
            decodes.increment();
            decoded = decoding.decode(batch.parts());
            wanted.request().served();
            return decoded.get(0);
        } finally {
            end(batch, decoded, others(wanted));
        }
    }

    /** What is decoded together, and what the pixels for others are paid with meanwhile; the own one comes first. */
    private Batch batch(Shrink own, List<Wanted> others) {
        Batch batch = new Batch(new ArrayList<>(List.of(own)), new ArrayList<>());
        for (Wanted other : others) {
            Shrink shrink = other.shrink();
            boolean isNew = !batch.parts().contains(shrink) && !underWay.contains(shrink) && !kept.containsKey(shrink);
            MemoryBudget.Claim claim = isNew && batch.parts().size() <= MOST_OTHERS ? claim(shrink) : null;
            if (claim != null) {
                batch.parts().add(shrink);
                batch.claims().add(claim);
            }
        }
        return batch;
    }

    private MemoryBudget.@Nullable Claim claim(Shrink shrink) {
        return memory.tryReserve(BYTES_PER_PIXEL * shrink.pixelCount());
    }

    /** Holds the pixels for all current requests, which may be more than before; none if the decoder failed. */
    private void end(Batch batch, List<Pixels> decoded, List<Wanted> others) {
        batch.claims().forEach(MemoryBudget.Claim::close);
        lock.lock();
        try {
            batch.parts().forEach(underWay::remove);
            for (int index = 0; index < decoded.size(); index++) {
                keep(batch.parts().get(index), decoded.get(index), others);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (memory.isShort()) {
            release();
        }
    }

    private void keep(Shrink shrink, Pixels pixels, List<Wanted> others) {
        Set<SourceRequest> takers = takers(shrink, others);
        MemoryBudget.Claim claim = takers.isEmpty() ? null : claim(shrink);
        if (claim != null) {
            kept.put(shrink, new Kept(pixels, claim, takers));
        }
    }

    private List<Wanted> others(Wanted own) {
        List<Wanted> others = new ArrayList<>();
        for (SourceRequest request : requests.get()) {
            Shrink shrink = request == own.request() ? null : request.stillWanted(own.header());
            if (shrink != null) {
                others.add(new Wanted(request, own.header(), shrink));
            }
        }
        return others;
    }

    private static Set<SourceRequest> takers(Shrink shrink, List<Wanted> others) {
        Set<SourceRequest> takers = new HashSet<>();
        for (Wanted other : others) {
            if (other.shrink().equals(shrink)) {
                takers.add(other.request());
            }
        }
        return takers;
    }

    /** An image has what it wants, or wants nothing any more. */
    void forget(SourceRequest request) {
        lock.lock();
        try {
            List.copyOf(kept.keySet()).forEach(shrink -> forget(shrink, request));
        } finally {
            lock.unlock();
        }
    }

    private void forget(Shrink shrink, SourceRequest request) {
        Kept made = kept.get(shrink);
        if (made != null) {
            made.takers().remove(request);
            if (made.takers().isEmpty()) {
                kept.remove(shrink);
                made.claim().close();
            }
        }
    }

    /** Releases everything. */
    void release() {
        lock.lock();
        try {
            kept.values().forEach(made -> made.claim().close());
            kept.clear();
        } finally {
            lock.unlock();
        }
    }

    /** What an image wants of a file with a header. */
    record Wanted(SourceRequest request, ImageHeader header, Shrink shrink) {}

    /** What is decoded in one pass. */
    private record Batch(List<Shrink> parts, List<MemoryBudget.Claim> claims) {}

    /** Pixels for requests that have not taken them yet; a request that takes them has reserved memory for its own. */
    private record Kept(Pixels pixels, MemoryBudget.Claim claim, Set<SourceRequest> takers) {}
}
