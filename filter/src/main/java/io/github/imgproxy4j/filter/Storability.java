package io.github.imgproxy4j.filter;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Decides from upstream's headers whether a response may be stored and for how long clients may keep it (RFC 9111).
 *
 * @param storable whether the response may go into the store
 * @param cacheControl the {@code Cache-Control} for clients
 */
record Storability(boolean storable, String cacheControl) {
    private static final long ONE_YEAR_SECONDS = Duration.ofDays(365).toSeconds();
    private static final String IMMUTABLE = "public, max-age=" + ONE_YEAR_SECONDS + ", immutable";

    /**
     * The verdict for a 200 response.
     *
     * @param headers upstream's
     * @param expiresAt when the path expires by its own {@code exp} option, or null
     */
    static Storability of(HttpHeaders headers, @Nullable Instant expiresAt, Instant now) {
        String directives = String.join(",", headers.allValues("Cache-Control")).toLowerCase(Locale.ROOT);
        boolean keptPrivate = hasDirective(directives, "no-store") || hasDirective(directives, "private");
        boolean forOneUser = headers.firstValue("Set-Cookie").isPresent();
        if (keptPrivate || forOneUser) {
            return new Storability(false, hasDirective(directives, "private") ? "private" : "no-store");
        }
        // A response that varies must not stand for all spellings of the request under one key.
        boolean varies = headers.firstValue("Vary").isPresent();
        long untilExpiry = expiresAt == null ? Long.MAX_VALUE : expiresAt.getEpochSecond() - now.getEpochSecond();
        long seconds = Math.min(lifetime(directives), Math.max(0, untilExpiry));
        if (seconds == 0) {
            return new Storability(false, "no-cache");
        }
        boolean complete = isDelimited(headers);
        return new Storability(!varies && complete, cacheControl(seconds));
    }

    private static String cacheControl(long seconds) {
        return seconds >= ONE_YEAR_SECONDS ? IMMUTABLE : "public, max-age=" + seconds;
    }

    private static long lifetime(String directives) {
        if (hasDirective(directives, "no-cache")) {
            return 0;
        }
        OptionalLong shared = number(directives, "s-maxage");
        OptionalLong seconds = shared.isPresent() ? shared : number(directives, "max-age");
        return seconds.orElse(ONE_YEAR_SECONDS);
    }

    /** A body that only the end of the connection delimits looks whole when it was cut. */
    private static boolean isDelimited(HttpHeaders headers) {
        return headers.firstValue("Content-Length").isPresent()
                || headers.allValues("Transfer-Encoding").stream()
                        .anyMatch(coding -> coding.toLowerCase(Locale.ROOT).contains("chunked"));
    }

    private static boolean hasDirective(String directives, String name) {
        for (String directive : directives.split(",", -1)) {
            String stripped = directive.strip();
            if (stripped.equals(name) || stripped.startsWith(name + "=")) {
                return true;
            }
        }
        return false;
    }

    private static OptionalLong number(String directives, String name) {
        for (String directive : directives.split(",", -1)) {
            String stripped = directive.strip();
            if (stripped.startsWith(name + "=")) {
                return parsed(stripped.substring(name.length() + 1).replace("\"", ""));
            }
        }
        return OptionalLong.empty();
    }

    /** RFC 9111, section 4.2.1: what is not a number counts as stale. */
    private static OptionalLong parsed(String seconds) {
        try {
            return OptionalLong.of(Math.max(0, Long.parseLong(seconds)));
        } catch (NumberFormatException notANumber) {
            return OptionalLong.of(0);
        }
    }
}
