package io.github.imgproxy4j.filter.internal.http;

import io.github.imgproxy4j.filter.store.Lifetime;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Decides from upstream's headers whether a response may be stored, and for how long it is good (RFC 9111).
 *
 * @param storable whether the response may go into the store
 * @param cacheControl the {@code Cache-Control} for clients
 * @param lifetime how long it is good
 */
public record Storability(boolean storable, String cacheControl, Lifetime lifetime) {
    private static final long ONE_YEAR_SECONDS = Freshness.LONGEST.toSeconds();
    private static final String IMMUTABLE = "public, max-age=" + ONE_YEAR_SECONDS + ", immutable";

    /**
     * The verdict for a 200 response, or for the 304 that keeps one.
     *
     * @param headers upstream's
     * @param fetch for whom and when it was fetched
     */
    public static Storability of(HttpHeaders headers, Fetch fetch, Policy policy) {
        CacheDirectives directives = new CacheDirectives(headers);
        long seconds = Math.min(lifetime(headers, directives, fetch.now()), fetch.secondsToExpiry());
        Lifetime lifetime = new Lifetime(
                fetch.now(),
                fetch.now().plusSeconds(seconds),
                fetch.expiresAt(),
                stale(directives, "stale-while-revalidate"),
                stale(directives, "stale-if-error"),
                headers.firstValue("ETag").orElse(null),
                date(headers, "Last-Modified"));
        if (directives.has("private")) {
            return new Storability(false, "private", lifetime);
        }
        if (directives.has("no-store") || headers.firstValue("Set-Cookie").isPresent()) {
            return new Storability(false, "no-store", lifetime);
        }
        if (seconds == 0) {
            return new Storability(false, "no-cache", lifetime);
        }
        boolean storable = seconds > policy.shortestLifetime().toSeconds()
                && variesAtMostByAccept(headers, policy.negotiation())
                && (!fetch.authorized() || isPublic(directives));
        return new Storability(storable, cacheControl(seconds), lifetime);
    }

    private static String cacheControl(long seconds) {
        return seconds >= ONE_YEAR_SECONDS ? IMMUTABLE : "public, max-age=" + seconds;
    }

    /** Section 4.2.1, less the time that the response spent in caches before us (section 4.2.3). */
    private static long lifetime(HttpHeaders headers, CacheDirectives directives, Instant now) {
        if (directives.has("no-cache")) {
            return 0;
        }
        OptionalLong shared = directives.seconds("s-maxage");
        OptionalLong seconds = shared.isPresent() ? shared : directives.seconds("max-age");
        long lifetime = seconds.orElseGet(() -> untilExpires(headers, now));
        long age = headers.firstValue("Age")
                .filter(text -> text.matches("[0-9]{1,10}"))
                .map(Long::parseLong)
                .orElse(0L);
        return Math.max(0, Math.min(lifetime, ONE_YEAR_SECONDS) - age);
    }

    /** From upstream's own {@code Date} on: the clocks of two machines differ. A date that is none has passed. */
    private static long untilExpires(HttpHeaders headers, Instant now) {
        if (headers.firstValue("Expires").isEmpty()) {
            return ONE_YEAR_SECONDS;
        }
        Instant expires = date(headers, "Expires");
        Instant sent = date(headers, "Date");
        return expires == null
                ? 0
                : Math.max(
                        0, Duration.between(sent == null ? now : sent, expires).toSeconds());
    }

    private static @Nullable Instant date(HttpHeaders headers, String name) {
        String text = headers.firstValue(name).orElse(null);
        return text == null ? null : HttpDate.parse(text);
    }

    /** Null where upstream leaves it to us (RFC 5861; RFC 9111, section 4.2.4). */
    private static @Nullable Duration stale(CacheDirectives directives, String name) {
        if (directives.has("must-revalidate") || directives.has("proxy-revalidate")) {
            return Duration.ZERO;
        }
        Duration explicit = directives.duration(name);
        return explicit == null && directives.has("s-maxage") ? Duration.ZERO : explicit;
    }

    /** A response that varies otherwise must not stand for all requests under one key. */
    private static boolean variesAtMostByAccept(HttpHeaders headers, Negotiation negotiation) {
        for (String line : headers.allValues("Vary")) {
            for (String name : line.split(",", -1)) {
                if (!negotiation.isOn() || !name.strip().equalsIgnoreCase("Accept")) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What a shared cache may keep although the request carried credentials (RFC 9111, section 3.5). */
    private static boolean isPublic(CacheDirectives directives) {
        return directives.has("public") || directives.has("s-maxage") || directives.has("must-revalidate");
    }

    /**
     * The circumstances of a fetch.
     *
     * @param authorized whether the client's request carried {@code Authorization}
     * @param expiresAt when the path expires by its own {@code exp}, or null
     * @param now the time of the answer
     */
    public record Fetch(boolean authorized, @Nullable Instant expiresAt, Instant now) {
        long secondsToExpiry() {
            return expiresAt == null ? Long.MAX_VALUE : Math.max(0, expiresAt.getEpochSecond() - now.getEpochSecond());
        }
    }
}
