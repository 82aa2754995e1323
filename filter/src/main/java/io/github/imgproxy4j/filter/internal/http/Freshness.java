package io.github.imgproxy4j.filter.internal.http;

import io.github.imgproxy4j.filter.store.Lifetime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of stored variants whose lifetime is over. Immutable.
 *
 * @param isExpiring whether the lifetime that upstream gave always counts; if not, a stored variant is good until it is
 *     purged
 * @param shortestImmutable an explicit lifetime shorter than this counts in any case
 * @param staleWhileRevalidate how long an old one may be served while upstream is asked (RFC 5861, section 3); upstream may
 *     allow more, or forbid it
 * @param staleIfError how long an old one may be served instead of an error of upstream (RFC 5861, section 4), likewise;
 *     null: as upstream says, and a day where it says nothing (RFC 9111, section 4.2.4)
 */
public record Freshness(
        boolean isExpiring,
        Duration shortestImmutable,
        Duration staleWhileRevalidate,
        @Nullable Duration staleIfError) {
    /** Fallback images and placeholders live shorter, and images longer. */
    public static final Duration SHORTEST_IMMUTABLE = Duration.ofDays(1);

    /** Variants do not get old: another image has another URL. */
    public static final Freshness IMMUTABLE = new Freshness(false, SHORTEST_IMMUTABLE, Duration.ZERO, Duration.ZERO);

    /** As upstream says. */
    public static final Freshness UPSTREAM = new Freshness(true, SHORTEST_IMMUTABLE, Duration.ZERO, Duration.ZERO);

    /** Longer lifetimes are cut to this. */
    public static final Duration LONGEST = Duration.ofDays(365);

    /** Where upstream gives no lifetime, a tenth of the age that the image had already, but no more than this. */
    public static final Duration LONGEST_HEURISTIC = Duration.ofDays(7);

    /** Where neither upstream nor the site says anything. */
    private static final Duration SILENT_IF_ERROR = Duration.ofDays(1);

    private static final int HEURISTIC_PART = 10;
    private static final Instant FOREVER = Instant.parse("9999-01-01T00:00:00Z");

    /** Whether it is good until it is purged, whatever time passes. */
    public boolean isImmutable(Lifetime lifetime) {
        if (lifetime.freshFrom() == null) {
            return !isExpiring || lifetime.freshUntil() == null;
        }
        return !isExpiring
                && (lifetime.freshUntil() == null
                        || Duration.between(lifetime.freshFrom(), lifetime.freshUntil())
                                        .compareTo(shortestImmutable)
                                >= 0);
    }

    public boolean isFresh(Lifetime lifetime, Instant now) {
        return isImmutable(lifetime) || now.isBefore(end(lifetime));
    }

    /** The end of the lifetime that upstream gave or that is guessed from its {@code Last-Modified} (RFC 9111, section 4.2.2). */
    private static Instant end(Lifetime lifetime) {
        if (lifetime.freshUntil() != null) {
            return lifetime.freshUntil();
        }
        Instant from = lifetime.freshFrom();
        if (from == null) {
            return FOREVER;
        }
        Instant modified = lifetime.upstreamModified();
        if (modified == null || modified.isAfter(from)) {
            return from;
        }
        Duration guess = Duration.between(modified, from).dividedBy(HEURISTIC_PART);
        return from.plus(guess.compareTo(LONGEST_HEURISTIC) < 0 ? guess : LONGEST_HEURISTIC);
    }

    public boolean mayServeWhileRevalidating(Lifetime lifetime, Instant now) {
        return isWithin(lifetime, grace(lifetime.staleWhileRevalidate(), staleWhileRevalidate), now);
    }

    public boolean mayServeOnError(Lifetime lifetime, Instant now) {
        return isWithin(lifetime, errorGrace(lifetime.staleIfError()), now);
    }

    private Duration errorGrace(@Nullable Duration upstreams) {
        if (staleIfError == null) {
            return upstreams == null ? SILENT_IF_ERROR : upstreams;
        }
        return grace(upstreams, staleIfError);
    }

    /** As upstream says; the site may extend it, but not where upstream forbids it. */
    private static Duration grace(@Nullable Duration upstreams, Duration ours) {
        if (upstreams == null) {
            return ours;
        }
        return upstreams.isZero() || upstreams.compareTo(ours) > 0 ? upstreams : ours;
    }

    private static boolean isWithin(Lifetime lifetime, Duration grace, Instant now) {
        return !grace.isZero() && now.isBefore(end(lifetime).plus(grace.compareTo(LONGEST) < 0 ? grace : LONGEST));
    }
}
