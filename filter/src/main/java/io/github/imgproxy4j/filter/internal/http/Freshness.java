package io.github.imgproxy4j.filter.internal.http;

import io.github.imgproxy4j.filter.store.Lifetime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of stored variants whose lifetime is over. Immutable.
 *
 * @param isExpiring whether the lifetime that upstream gave counts; if not, a stored variant is good until it is purged
 * @param staleWhileRevalidate how long an old one may be served while upstream is asked (RFC 5861, section 3)
 * @param staleIfError how long an old one may be served instead of an error of upstream (RFC 5861, section 4)
 */
public record Freshness(boolean isExpiring, Duration staleWhileRevalidate, Duration staleIfError) {
    /** Variants do not get old: another image has another URL. */
    public static final Freshness IMMUTABLE = new Freshness(false, Duration.ZERO, Duration.ZERO);

    /** Longer lifetimes are cut to this, and where upstream gave none this is it. */
    public static final Duration LONGEST = Duration.ofDays(365);

    public boolean isFresh(Lifetime lifetime, Instant now) {
        return !isExpiring || lifetime.freshUntil() == null || now.isBefore(lifetime.freshUntil());
    }

    public boolean mayServeWhileRevalidating(Lifetime lifetime, Instant now) {
        return isWithin(lifetime, shorter(lifetime.staleWhileRevalidate(), staleWhileRevalidate), now);
    }

    public boolean mayServeOnError(Lifetime lifetime, Instant now) {
        return isWithin(lifetime, shorter(lifetime.staleIfError(), staleIfError), now);
    }

    /** Upstream may only shorten what the site allows. */
    private static Duration shorter(@Nullable Duration upstreams, Duration ours) {
        return upstreams != null && upstreams.compareTo(ours) < 0 ? upstreams : ours;
    }

    private static boolean isWithin(Lifetime lifetime, Duration grace, Instant now) {
        return lifetime.freshUntil() != null
                && now.isBefore(lifetime.freshUntil().plus(grace));
    }
}
