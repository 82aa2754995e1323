package io.github.imgproxy4j.demo;

import org.jspecify.annotations.Nullable;

/**
 * What was served in place of an original. Public because pages call its methods.
 *
 * @param original bytes of the original
 * @param served bytes of what was served for it, or null if that is not known yet
 */
public record Saving(long original, @Nullable Long served) {
    /** {@code 386 kB}. */
    public String was() {
        return Words.bytes(original);
    }

    /** {@code became 16.5 kB}; empty if it is not known yet. */
    public String became() {
        return served == null ? "" : "became " + Words.bytes(served);
    }

    /** {@code 95 % saved}, never more than it is; empty if it is not known yet. */
    public String share() {
        return served == null ? "" : percent(served) + " % saved";
    }

    /** Rounded down, because 99.6 % is not all of it; never negative, because pages have room for two words. */
    long percent(long weight) {
        return Math.max(0, Math.floorDiv(100 * (original - weight), Math.max(1, original)));
    }
}
