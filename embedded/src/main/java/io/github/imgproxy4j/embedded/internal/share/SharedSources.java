package io.github.imgproxy4j.embedded.internal.share;

import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.source.SourceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Has each source fetched and decoded once for all images that want it at the same time, as the sizes of a
 * {@code srcset} do. Thread-safe.
 *
 * <p>An image says what it wants before it waits for a worker, and is the same whether others want its source or not.
 * One that comes when the source has arrived shares it only if it is known to be unchanged, as files are; so no client
 * gets an older original than it would get without sharing. What is kept for images still in the queue
 * is given up when memory is short; then they fetch or decode by themselves.
 */
public final class SharedSources {
    private final SourceLoader loader;
    private final MemoryBudget pixelMemory;
    private final ConcurrentMap<Key, SharedSource> running = new ConcurrentHashMap<>();
    private final Set<SharedSource> kept = ConcurrentHashMap.newKeySet();
    private final LongAdder decodes = new LongAdder();

    /**
     * Nothing shared yet.
     *
     * @param loader what fetches
     * @param pixelMemory what decoded pixels are paid from
     */
    public SharedSources(SourceLoader loader, MemoryBudget pixelMemory) {
        this.loader = loader;
        this.pixelMemory = pixelMemory;
        pixelMemory.whenShort(() -> kept.forEach(SharedSource::releasePixels));
    }

    /**
     * Tells that an image will want a source.
     *
     * @param url as the path gives it
     * @param maxBytes more than which it may not have; images with other limits do not share it
     * @param plan what the image wants of its pixels
     * @return to be closed when the image is made, or wanted no longer
     */
    public SourceRequest request(String url, long maxBytes, DecodingPlan plan) {
        Key key = new Key(url, maxBytes);
        SourceRequest request = new SourceRequest(plan);
        running.compute(key, (same, current) -> {
            if (current != null && current.admits(request)) {
                return current;
            }
            SharedSource fresh = new SharedSource(new Fetching(url, maxBytes, loader), pixelMemory, decodes, ended -> {
                kept.remove(ended);
                running.remove(key, ended);
            });
            kept.add(fresh);
            if (!fresh.admits(request)) {
                throw new IllegalStateException("a source that was never used is closed");
            }
            return fresh;
        });
        return request;
    }

    /** Gives back the bytes of sources that wait for images in the queue. */
    public void releaseIdle() {
        kept.forEach(SharedSource::releaseIdleBytes);
    }

    /** How many images want a source now, for tests. */
    public int requests() {
        return kept.stream().mapToInt(source -> source.requests().size()).sum();
    }

    /** How many times a source was decoded, for tests. */
    public long decodes() {
        return decodes.sum();
    }

    /** What may make a difference to what is fetched. */
    private record Key(String url, long maxBytes) {}
}
