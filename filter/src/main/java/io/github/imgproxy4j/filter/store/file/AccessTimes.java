package io.github.imgproxy4j.filter.store.file;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The files asked for last whose time of access is about right, so that it is not looked at for every hit. Thread-safe.
 *
 * <p>There is one place for each remainder of a key's hash, and who comes last has it; what is forgotten costs a look.
 */
final class AccessTimes {
    static final Duration ACCURACY = Duration.ofMinutes(10);

    private static final int PLACES = 2048;

    private final AtomicReferenceArray<@Nullable Access> last = new AtomicReferenceArray<>(PLACES);

    /** Whether the file of this key was there a short while ago, and its time of access need not be changed now. */
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
