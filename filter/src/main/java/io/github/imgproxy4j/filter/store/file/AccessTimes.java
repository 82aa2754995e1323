package io.github.imgproxy4j.filter.store.file;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The recently requested files whose access time is recent enough, so that it is not checked for every hit.
 * Thread-safe.
 *
 * <p>There is one slot for each remainder of a key's hash, which the last key occupies; a lost entry only costs a
 * check.
 */
final class AccessTimes {
    static final Duration ACCURACY = Duration.ofMinutes(10);

    private static final int PLACES = 2048;

    private final AtomicReferenceArray<@Nullable Access> last = new AtomicReferenceArray<>(PLACES);

    /** Whether the file of this key was requested a short while ago, so that its access time need not be updated. */
    boolean isKnown(String key, long nowMillis) {
        Access access = last.get(place(key));
        return access != null && access.key.equals(key) && isNear(access.atMillis, nowMillis);
    }

    void note(String key, long atMillis) {
        last.set(place(key), new Access(key, atMillis));
    }

    static boolean isNear(long atMillis, long nowMillis) {
        return nowMillis - atMillis <= ACCURACY.toMillis();
    }

    private static int place(String key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & PLACES - 1;
    }

    private record Access(String key, long atMillis) {}
}
