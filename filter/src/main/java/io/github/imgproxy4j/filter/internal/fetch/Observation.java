package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.internal.tier.Tiers;
import org.jspecify.annotations.Nullable;

/**
 * What the tiers have for a request, and what is to be done about it. The caller closes it, unless the bytes of what
 * was found are given to a client.
 *
 * @param found what they have, or null
 * @param decision what to do
 * @param storeNanos how long the store took to say so, or null if it was not asked
 * @param changes the number of changes before the tiers were read; see {@link Observations#holds}
 */
record Observation(
        Tiers.@Nullable Found found,
        Decision decision,
        @Nullable Long storeNanos,
        long changes) implements AutoCloseable {
    @Override
    public void close() {
        if (found != null) {
            found.bytes().close();
        }
    }
}
