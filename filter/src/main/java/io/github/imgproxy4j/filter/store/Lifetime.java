package io.github.imgproxy4j.filter.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a variant is good, in upstream's own words, and what upstream recognises it by. Immutable.
 *
 * <p>Times are whole seconds, as in HTTP. Null means that upstream said nothing.
 *
 * @param freshFrom when upstream last made or confirmed it
 * @param freshUntil when the lifetime that upstream gave ends
 * @param expiresAt when the path's own {@code exp} ends it for good
 * @param staleWhileRevalidate how long upstream lets it be served while it is revalidated (RFC 5861, section 3)
 * @param staleIfError how long upstream lets it be served instead of an error (RFC 5861, section 4)
 * @param upstreamEtag upstream's entity tag: that of the source, so only upstream may ever see it
 * @param upstreamModified upstream's {@code Last-Modified}
 */
public record Lifetime(
        @Nullable Instant freshFrom,
        @Nullable Instant freshUntil,
        @Nullable Instant expiresAt,
        @Nullable Duration staleWhileRevalidate,
        @Nullable Duration staleIfError,
        @Nullable String upstreamEtag,
        @Nullable Instant upstreamModified) {
    /** Nothing is known that would end it. */
    public static final Lifetime UNLIMITED = new Lifetime(null, null, null, null, null, null, null);

    private static final Pattern TAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7E]*\"");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

    /** A longer tag is not worth its place. */
    private static final int LONGEST_TAG = 200;

    /** Cuts times to seconds, and drops a tag that is no tag (RFC 9110, section 8.8.3) or too long. */
    public Lifetime {
        freshFrom = toSeconds(freshFrom);
        freshUntil = toSeconds(freshUntil);
        expiresAt = toSeconds(expiresAt);
        upstreamModified = toSeconds(upstreamModified);
        upstreamEtag = upstreamEtag != null && isTag(upstreamEtag) ? upstreamEtag : null;
    }

    private static @Nullable Instant toSeconds(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static boolean isTag(String text) {
        return text.length() <= LONGEST_TAG && TAG.matcher(text).matches();
    }

    /** Whether upstream can tell if the variant is still what it would make. */
    public boolean hasValidator() {
        return upstreamEtag != null || upstreamModified != null;
    }

    /** The same with each of upstream's validators that it has not, of another one (RFC 9111, section 3.2). */
    public Lifetime withValidatorsOf(Lifetime other) {
        return new Lifetime(
                freshFrom,
                freshUntil,
                expiresAt,
                staleWhileRevalidate,
                staleIfError,
                upstreamEtag == null ? other.upstreamEtag : upstreamEtag,
                upstreamModified == null ? other.upstreamModified : upstreamModified);
    }

    /** As one line of ASCII for stores, {@code fresh=1700000000 etag="a1"}; empty if nothing is known. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        append(text, "from", freshFrom == null ? null : freshFrom.getEpochSecond());
        append(text, "fresh", freshUntil == null ? null : freshUntil.getEpochSecond());
        append(text, "exp", expiresAt == null ? null : expiresAt.getEpochSecond());
        append(text, "swr", staleWhileRevalidate == null ? null : staleWhileRevalidate.toSeconds());
        append(text, "sie", staleIfError == null ? null : staleIfError.toSeconds());
        append(text, "modified", upstreamModified == null ? null : upstreamModified.getEpochSecond());
        append(text, "etag", upstreamEtag);
        return text.toString();
    }

    private static void append(StringBuilder text, String name, @Nullable Object value) {
        if (value != null) {
            text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(value);
        }
    }

    /** What {@link #toText} wrote. Parts that this version does not know are skipped, and so are unreadable ones. */
    public static Lifetime parse(String text) {
        Map<String, String> parts = new HashMap<>();
        for (String part : text.split(" ", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return new Lifetime(
                instant(parts.get("from")),
                instant(parts.get("fresh")),
                instant(parts.get("exp")),
                duration(parts.get("swr")),
                duration(parts.get("sie")),
                parts.get("etag"),
                instant(parts.get("modified")));
    }

    private static @Nullable Instant instant(@Nullable String seconds) {
        Duration sinceEpoch = duration(seconds);
        return sinceEpoch == null ? null : Instant.EPOCH.plus(sinceEpoch);
    }

    private static @Nullable Duration duration(@Nullable String seconds) {
        return seconds != null && SECONDS.matcher(seconds).matches()
                ? Duration.ofSeconds(Long.parseLong(seconds))
                : null;
    }
}
