package io.github.imgproxy4j.filter.internal.request;

import io.github.imgproxy4j.filter.event.Route;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The raw path of a client request, checked for its shape and split into route and rest.
 *
 * <p>Only the raw path counts: what a container decodes or collapses is no longer what was signed.
 *
 * @param route which one
 * @param rest what follows it: the signed path with its leading slash, or the cache key without one
 */
public record RequestTarget(Route route, String rest) {
    /** Tomcat and Jetty refuse a request line and headers beyond 8 KiB together; nothing real is longer than this. */
    public static final int LONGEST_PATH = 8 * 1024;

    private static final String CACHE = "/cache/";

    /** Routes that are one path. */
    private static final Map<String, Route> NAMED =
            Map.of("/health", Route.HEALTH, "/urls", Route.URLS, "/purge", Route.PURGE, "/warm", Route.WARM);

    /** The runs of warming, by their names; a signature may read "warm" as well, options and a source follow it then. */
    private static final Pattern WARM_RUN = Pattern.compile("/warm/[0-9a-f]{16}");

    /**
     * The target, or null if its shape is wrong.
     *
     * @param requestUri the raw path with context path
     * @param base context path and mount, {@code /shop/img}
     * @param routes the routes that there are
     * @param isKey whether a text has the shape of a cache key
     */
    static @Nullable RequestTarget of(String requestUri, String base, Set<Route> routes, Predicate<String> isKey) {
        if (!requestUri.startsWith(base) || !isWellFormed(requestUri)) {
            return null;
        }
        String rest = requestUri.substring(base.length());
        Route named = WARM_RUN.matcher(rest).matches() ? Route.WARM : NAMED.get(rest);
        if (named != null && routes.contains(named)) {
            return new RequestTarget(named, "");
        }
        if (rest.startsWith(CACHE)) {
            String key = rest.substring(CACHE.length());
            // A signature may read "cache" as well; options and a source follow it then.
            if (isKey.test(key) || key.indexOf('/') < 0) {
                return new RequestTarget(Route.CACHE, key);
            }
        }
        return rest.startsWith("/") ? new RequestTarget(Route.PROXY, rest) : null;
    }

    private static boolean isWellFormed(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '\\') {
                return false;
            }
            if (c == '%' && !isHarmlessEscape(path, i)) {
                return false;
            }
        }
        return !hasDotSegment(path);
    }

    /** Two hexadecimal digits that are neither a control character nor a backslash. */
    private static boolean isHarmlessEscape(String path, int percent) {
        if (percent + 2 >= path.length()) {
            return false;
        }
        int high = Character.digit(path.charAt(percent + 1), 16);
        int low = Character.digit(path.charAt(percent + 2), 16);
        int octet = high * 16 + low;
        return high >= 0 && low >= 0 && octet >= 0x20 && octet != 0x7F && octet != '\\';
    }

    /** Segments that some server on the way may resolve, in any spelling. */
    private static boolean hasDotSegment(String path) {
        String dots =
                path.indexOf('%') < 0 ? path : path.toLowerCase(Locale.ROOT).replace("%2e", ".");
        return dots.contains("/./") || dots.contains("/../") || dots.endsWith("/.") || dots.endsWith("/..");
    }
}
