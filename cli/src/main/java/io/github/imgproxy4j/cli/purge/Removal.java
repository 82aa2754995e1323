package io.github.imgproxy4j.cli.purge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a selection at one place.
 *
 * @param count how many variants were removed, or would be; negative if that is not known
 * @param keys those that would be removed, where they are known; empty if they were removed
 * @param problem why it failed; null if it did not
 */
public record Removal(
        String place,
        Selection selection,
        long count,
        List<String> keys,
        @Nullable String problem) {
    private static final int UNKNOWN = -1;

    /** Copies the list. */
    public Removal {
        keys = List.copyOf(keys);
    }

    static Removal done(PurgeTarget target, Selection selection, long count) {
        return new Removal(target.description(), selection, count, List.of(), null);
    }

    static Removal uncounted(PurgeTarget target, Selection selection) {
        return done(target, selection, UNKNOWN);
    }

    static Removal planned(PurgeTarget target, Selection selection, List<String> keys) {
        return new Removal(target.description(), selection, keys.size(), keys, null);
    }

    static Removal failed(PurgeTarget target, Selection selection, String problem) {
        return new Removal(target.description(), selection, UNKNOWN, List.of(), problem);
    }

    /** Whether nothing went wrong. */
    public boolean succeeded() {
        return problem == null;
    }
}
