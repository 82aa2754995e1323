package io.github.imgproxy4j.filter.internal.http;

import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.Lifetime;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

    /** What differs from one request to upstream to the next, but for {@code Accept}. */
    private static final Set<String> SENT_UPSTREAM = Set.of(
            "*",
            "x-request-id",
            "traceparent",
            "tracestate",
            "b3",
            "x-b3-traceid",
            "x-b3-spanid",
            "x-b3-parentspanid",
            "x-b3-sampled",
            "x-b3-flags");

    /** Without an argument, and in the order in which clients get them. */
    private static final List<String> FLAGS =
            List.of("no-cache", "must-revalidate", "proxy-revalidate", "must-understand", "no-transform", "immutable");

    /** Clocks that differ by less are taken for equal. */
    private static final Duration SHORT_TRANSIT = Duration.ofSeconds(2);

    private static final List<String> STALE = List.of("stale-while-revalidate", "stale-if-error");

    /**
     * The verdict for a 200 response.
     *
     * @param headers upstream's
     * @param fetch for whom and when it was fetched
     */
    public static Storability of(HttpHeaders headers, Fetch fetch, Policy policy) {
        Directives directives = Directives.of(headers, policy);
        CacheDirectives general = directives.general();
        Lifetime lifetime = lifetime(headers, directives, fetch);
        boolean mayBeStored =
                !directives.ours().has("no-store") || directives.ours().has("must-understand");
        boolean storable =
                isUsable(lifetime, fetch, policy) && mayBeStored && !isForbidden(headers, directives, fetch, policy);
        String cacheControl = policy.freshness().isImmutable(lifetime)
                        && !general.has("private")
                        && !general.has("no-store")
                        && isWithoutEnd(lifetime, fetch)
                ? IMMUTABLE
                : cacheControl(directives, lifetime, fetch);
        return new Storability(
                storable, headers.firstValue("Set-Cookie").isPresent() ? "no-store" : cacheControl, lifetime);
    }

    /** The verdict for the 304 that confirms what is stored: it changes what it says, and nothing else (section 3.2). */
    public static Storability confirmed(HttpHeaders headers, ImageMetadata stored, Fetch fetch, Policy policy) {
        Lifetime before = stored.lifetime();
        if (isAboutAnother(headers.firstValue("ETag").orElse(null), before.upstreamEtag())) {
            return new Storability(true, stored.cacheControl(), before);
        }
        Storability renewed = of(headers, fetch, policy);
        Lifetime validated = renewed.lifetime.withValidatorsOf(before);
        boolean says = headers.firstValue("Cache-Control").isPresent()
                || headers.firstValue("Expires").isPresent()
                || policy.targetedFields().stream()
                        .anyMatch(field -> headers.firstValue(field).isPresent());
        if (says) {
            Directives directives = Directives.of(headers, policy);
            boolean storable = renewed.storable
                    || (isUsable(validated, fetch, policy)
                            && !directives.ours().has("no-store")
                            && !isForbidden(headers, directives, fetch, policy));
            return new Storability(storable, renewed.cacheControl, validated);
        }
        Duration length = before.freshFrom() == null || before.freshUntil() == null
                ? null
                : Duration.between(before.freshFrom(), before.freshUntil());
        Instant from = validated.freshFrom() == null ? fetch.now() : validated.freshFrom();
        Lifetime again = before.toBuilder()
                .freshFrom(from)
                .freshUntil(length == null ? null : fetch.earlier(from.plus(length)))
                .expiresAt(fetch.expiresAt())
                .upstreamEtag(validated.upstreamEtag())
                .upstreamModified(validated.upstreamModified())
                .build();
        return new Storability(true, stored.cacheControl(), again);
    }

    /** A 304 with another strong tag than the stored one changes nothing (section 4.3.4). */
    private static boolean isAboutAnother(@Nullable String confirmed, @Nullable String stored) {
        return confirmed != null
                && stored != null
                && !confirmed.equals(stored)
                && !confirmed.startsWith("W/")
                && !stored.startsWith("W/");
    }

    /** Whether it is fresh, or can be revalidated. */
    private static boolean isUsable(Lifetime lifetime, Fetch fetch, Policy policy) {
        return policy.freshness().isFresh(lifetime, fetch.now()) || lifetime.hasValidator();
    }

    /** Whether it must not be stored, apart from {@code no-store}. */
    private static boolean isForbidden(HttpHeaders headers, Directives directives, Fetch fetch, Policy policy) {
        return directives.ours().has("private")
                || headers.firstValue("Set-Cookie").isPresent()
                || !everyRequestMatches(headers, policy.negotiation())
                || (fetch.authorized() && !isPublic(directives.ours()));
    }

    /**
     * How long a failure is good by upstream's own word, or null if it says nothing; zero if it may not be kept.
     *
     * @param headers upstream's
     */
    public static @Nullable Duration ofFailure(HttpHeaders headers, Instant now, Policy policy) {
        Directives directives = Directives.of(headers, policy);
        CacheDirectives ours = directives.ours();
        if (ours.has("no-store") || ours.has("private") || ours.has("no-cache")) {
            return Duration.ZERO;
        }
        Lifetime lifetime = lifetime(headers, directives, new Fetch(false, null, now));
        Instant until = lifetime.freshUntil();
        return until == null ? null : until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
    }

    private static Lifetime lifetime(HttpHeaders headers, Directives directives, Fetch fetch) {
        CacheDirectives ours = directives.ours();
        Instant from = begin(headers, fetch.now());
        Long seconds = explicit(headers, directives, fetch.now());
        boolean revalidated = ours.has("no-cache");
        return Lifetime.builder()
                .freshFrom(from)
                .freshUntil(
                        seconds == null
                                ? (revalidated ? from : null)
                                : fetch.earlier(from.plusSeconds(revalidated ? 0 : seconds)))
                .expiresAt(fetch.expiresAt())
                .staleWhileRevalidate(stale(ours, "stale-while-revalidate"))
                .staleIfError(stale(ours, "stale-if-error"))
                .upstreamEtag(headers.firstValue("ETag").orElse(null))
                .upstreamModified(date(headers, "Last-Modified"))
                .build();
    }

    /** The lifetime that upstream gives, or null if it gives none (section 4.2.1). */
    private static @Nullable Long explicit(HttpHeaders headers, Directives directives, Instant now) {
        for (String name : List.of("s-maxage", "max-age")) {
            if (directives.ours().has(name)) {
                return Math.min(directives.ours().seconds(name).orElse(0), ONE_YEAR_SECONDS);
            }
        }
        return directives.areTargeted() || headers.firstValue("Expires").isEmpty()
                ? null
                : Long.valueOf(Math.min(untilExpires(headers, now), ONE_YEAR_SECONDS));
    }

    /** From upstream's own {@code Date} on: the clocks of two machines differ. A date that is none has passed. */
    private static long untilExpires(HttpHeaders headers, Instant now) {
        Instant expires = headers.allValues("Expires").size() > 1 ? null : date(headers, "Expires");
        Instant sent = date(headers, "Date");
        return expires == null
                ? 0
                : Math.max(
                        0, Duration.between(sent == null ? now : sent, expires).toSeconds());
    }

    /** Upstream's own {@code Date} where the two clocks agree; else by ours. */
    private static Instant begin(HttpHeaders headers, Instant now) {
        long age = age(headers);
        Instant sent = age == 0 ? date(headers, "Date") : null;
        boolean agrees = sent != null && !sent.isAfter(now) && now.isBefore(sent.plus(SHORT_TRANSIT));
        return sent != null && agrees ? sent : now.minusSeconds(age);
    }

    /** The seconds that the response spent in caches before us (section 5.1): of a list the first member. */
    private static long age(HttpHeaders headers) {
        String first = headers.firstValue("Age").orElse("").split(",", 2)[0].strip();
        return Math.max(0, Math.min(CacheDirectives.deltaSeconds(first), 2 * ONE_YEAR_SECONDS));
    }

    private static @Nullable Instant date(HttpHeaders headers, String name) {
        String text = headers.firstValue(name).orElse(null);
        return text == null ? null : HttpDate.parse(text);
    }

    /** Null where upstream leaves it to us (RFC 5861; RFC 9111, section 4.2.4). */
    private static @Nullable Duration stale(CacheDirectives directives, String name) {
        if (directives.has("must-revalidate") || directives.has("proxy-revalidate") || directives.has("no-cache")) {
            return Duration.ZERO;
        }
        Duration explicit = directives.duration(name);
        if (explicit == null) {
            return directives.has("s-maxage") ? Duration.ZERO : null;
        }
        return explicit.compareTo(Freshness.LONGEST) < 0 ? explicit : Freshness.LONGEST;
    }

    /** Whether upstream sees no difference between requests (section 4.1): most headers never travel upstream. */
    private static boolean everyRequestMatches(HttpHeaders headers, Negotiation negotiation) {
        for (String line : headers.allValues("Vary")) {
            for (String member : line.split(",", -1)) {
                String name = member.strip().toLowerCase(Locale.ROOT);
                if (SENT_UPSTREAM.contains(name) || (name.equals("accept") && !negotiation.isOn())) {
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

    private static boolean isWithoutEnd(Lifetime lifetime, Fetch fetch) {
        return lifetime.freshUntil() == null
                ? fetch.expiresAt() == null
                : Duration.between(lifetime.freshFrom(), lifetime.freshUntil()).compareTo(Freshness.LONGEST) >= 0;
    }

    /** Upstream's directives in their meaning; what is heuristic is never said (section 4.2.2). */
    private static String cacheControl(Directives directives, Lifetime lifetime, Fetch fetch) {
        CacheDirectives general = directives.general();
        if (general.has("no-store") && !general.has("must-understand")) {
            return "no-store";
        }
        StringBuilder value = new StringBuilder();
        if (general.has("private")) {
            append(value, "private");
        } else if (!fetch.authorized() || general.has("public")) {
            append(value, "public");
        }
        seconds(value, "max-age", maxAge(directives, lifetime, fetch));
        seconds(value, "s-maxage", fetch.capped(general.duration("s-maxage")));
        for (String flag : FLAGS) {
            if (general.has(flag)) {
                append(value, flag);
            }
        }
        if (general.has("no-store")) {
            append(value, "no-store");
        }
        STALE.forEach(name -> seconds(value, name, general.duration(name)));
        return value.isEmpty() ? "max-age=0" : value.toString();
    }

    /** From {@code Expires} where that is all there is, and at most until the path expires. */
    private static @Nullable Duration maxAge(Directives directives, Lifetime lifetime, Fetch fetch) {
        CacheDirectives general = directives.general();
        Duration said = general.duration("max-age");
        if (said != null) {
            return fetch.capped(said);
        }
        boolean byExpires = !directives.areTargeted() && !general.has("s-maxage") && !general.has("no-cache");
        if (byExpires && lifetime.freshFrom() != null && lifetime.freshUntil() != null) {
            return Duration.between(lifetime.freshFrom(), lifetime.freshUntil());
        }
        return fetch.expiresAt() == null ? null : fetch.capped(Freshness.LONGEST);
    }

    private static void append(StringBuilder value, String directive) {
        value.append(value.isEmpty() ? "" : ", ").append(directive);
    }

    private static void seconds(StringBuilder value, String name, @Nullable Duration duration) {
        if (duration != null) {
            append(value, name + "=" + Math.min(duration.toSeconds(), ONE_YEAR_SECONDS));
        }
    }

    /**
     * The directives of a response.
     *
     * @param general those of {@code Cache-Control}, which clients get as well
     * @param targeted those for this cache alone (RFC 9213), or null
     */
    private record Directives(
            CacheDirectives general, @Nullable CacheDirectives targeted) {
        static Directives of(HttpHeaders headers, Policy policy) {
            return new Directives(
                    CacheDirectives.general(headers), CacheDirectives.targeted(headers, policy.targetedFields()));
        }

        boolean areTargeted() {
            return targeted != null;
        }

        /** Those that count here. */
        CacheDirectives ours() {
            return targeted == null ? general : targeted;
        }
    }

    /**
     * The circumstances of a fetch.
     *
     * @param authorized whether the client's request carried {@code Authorization}
     * @param expiresAt when the path expires by its own {@code exp}, or null
     * @param now the time of the response
     */
    public record Fetch(boolean authorized, @Nullable Instant expiresAt, Instant now) {
        Instant earlier(Instant time) {
            return expiresAt == null || time.isBefore(expiresAt) ? time : expiresAt;
        }

        @Nullable
        Duration capped(@Nullable Duration duration) {
            if (duration == null || expiresAt == null) {
                return duration;
            }
            Duration left = Duration.ofSeconds(Math.max(0, expiresAt.getEpochSecond() - now.getEpochSecond()));
            return left.compareTo(duration) < 0 ? left : duration;
        }
    }
}
