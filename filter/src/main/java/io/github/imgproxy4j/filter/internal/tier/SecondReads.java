package io.github.imgproxy4j.filter.internal.tier;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tells whether a variant was read before, not too many others ago: what is read once, as a crawler does with everything,
 * is not worth a copy. Thread-safe; forgets a key when another one takes its place, and takes one key for another in one
 * of 2^48 times.
 */
final class SecondReads {
    /** A power of two; half a megabyte. */
    private static final int PLACES = 64 * 1024;

    private final AtomicLongArray read = new AtomicLongArray(PLACES);

    /** Notes a read of a key, and returns whether it was read before. */
    boolean isSecond(String key) {
        long hash = hash(key);
        return read.getAndSet((int) hash & PLACES - 1, hash) == hash;
    }

    /** FNV-1a, of 64 bits; never 0, which is an empty place. */
    private static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        return hash == 0 ? 1 : hash;
    }
}
