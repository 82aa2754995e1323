package io.github.imgproxy4j.filter.store;

import org.jspecify.annotations.Nullable;

/**
 * A distant store that may have a local one in front of it, for copies of what is read often.
 *
 * <p>The proxy reads the local cache before this store, without waiting for the network; puts a variant into it that it has
 * read from this store for the second time; and deletes copies that have become stale. All else is up to this store: it
 * removes from its local cache what it removes, limits it, and closes it.
 */
public interface LocallyCachedStore extends ImageStore {
    /** The local cache, {@linkplain #isLocal local} itself; null if there is none. Always the same. */
    @Nullable
    ImageStore localCache();
}
