package io.github.imgproxy4j.filter.internal.tier;

import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.PurgeableStore;
import java.io.IOException;
import java.util.Collection;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which keys are to be forgotten: one, those of one source, or all.
 *
 * @param key the one key, or null
 * @param prefix what the keys begin with where there is no one key; empty for all
 */
public record KeySelector(@Nullable String key, String prefix) implements Predicate<String> {
    public static final KeySelector ALL = new KeySelector(null, "");

    public static KeySelector of(String key) {
        return new KeySelector(key, "");
    }

    public static KeySelector below(String prefix) {
        return new KeySelector(null, prefix);
    }

    @Override
    public boolean test(String candidate) {
        return key == null ? candidate.startsWith(prefix) : candidate.equals(key);
    }

    /**
     * Removes the variants from a store, and returns how many it had; 0 for all, which are not counted.
     *
     * @throws UnsupportedOperationException if they are many and the store removes them one by one only
     */
    long removeFrom(ImageStore store) throws IOException {
        if (key != null) {
            return store.delete(key) ? 1 : 0;
        }
        if (!prefix.isEmpty()) {
            return purgeable(store).deletePrefix(prefix);
        }
        purgeable(store).clear();
        return 0;
    }

    private static PurgeableStore purgeable(ImageStore store) {
        if (store instanceof PurgeableStore purgeable) {
            return purgeable;
        }
        throw new UnsupportedOperationException("the store [" + store.description()
                + "] must be a PurgeableStore to remove many variants at once; purge them by key");
    }

    /** Removes the keys from a set, of which one is found without looking at all. */
    public void removeFrom(Collection<String> keys) {
        if (key == null) {
            keys.removeIf(this);
        } else {
            keys.remove(key);
        }
    }
}
