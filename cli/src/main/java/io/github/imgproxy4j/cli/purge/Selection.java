package io.github.imgproxy4j.cli.purge;

import java.util.Locale;

/**
 * Variants that shall be removed.
 *
 * @param kind how they are named
 * @param value the key, source or beginning of keys; empty for all
 */
public record Selection(Kind kind, String value) {
    /** All variants. */
    public static final Selection ALL = new Selection(Kind.ALL, "");

    /** How variants are named. */
    public enum Kind {
        /** One variant by its cache key. */
        KEY,
        /** All variants of one original image. */
        SOURCE,
        /** All whose keys begin with the same text. */
        PREFIX,
        /** All. */
        ALL;

        /** As in JSON and in the query of the purge route. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** For messages. */
    @Override
    public String toString() {
        return kind == Kind.ALL ? "all" : value;
    }
}
