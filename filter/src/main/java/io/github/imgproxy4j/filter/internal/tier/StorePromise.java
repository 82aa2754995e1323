package io.github.imgproxy4j.filter.internal.tier;

import java.util.OptionalLong;

/** Tells before the first byte of an image whether it will be stored once it has arrived. Thread-safe. */
@FunctionalInterface
public interface StorePromise {
    /** There is no store. */
    StorePromise NEVER = (key, contentType, length, replaces) -> false;

    /**
     * Whether an image that is storable and arrives whole will be stored, as far as that is known without a network.
     *
     * @param length the number of bytes, as far as it is known
     * @param replaces whether it takes the place of an older one
     */
    boolean holds(String key, String contentType, OptionalLong length, boolean replaces);
}
