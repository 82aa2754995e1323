package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.store.ImageMetadata;
import org.jspecify.annotations.Nullable;

/**
 * How the tiers are to change after a fetch.
 *
 * @param metadata what to store beside the bytes, or null if nothing is to be stored
 * @param replaces whether there is an older one to be removed first
 */
record FetchResult(@Nullable ImageMetadata metadata, boolean replaces) {
    /** Upstream has nothing any more that may be stored, so what is stored goes. */
    static final FetchResult GONE = new FetchResult(null, true);
}
