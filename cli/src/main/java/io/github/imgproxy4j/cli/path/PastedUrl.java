package io.github.imgproxy4j.cli.path;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.Verification;
import io.github.imgproxy4j.filter.store.CacheKeys;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the signed path in pasted text: the path itself, the path below a mount, or a whole URL. */
public final class PastedUrl {
    /** Deeper mounts must be removed by hand. */
    private static final int DEEPEST_MOUNT = 4;

    private static final Pattern IN_QUOTES = Pattern.compile("[\"'](/[^\"']+|https?://[^\"']+)[\"']");
    private static final Pattern CACHED = Pattern.compile(".*/cache/([^?#]+)([?#].*)?");

    private PastedUrl() {}

    /**
     * The signed path in a text.
     *
     * @param text as pasted; a query and a fragment are ignored
     * @param imgproxy knows the mount, and which part of the path it signed
     * @return the part with a valid signature; without one, the part below the configured mount
     */
    public static String signedPath(String text, Imgproxy imgproxy) {
        String path = path(text);
        String candidate = path;
        for (int depth = 0; depth <= DEEPEST_MOUNT && candidate != null; depth++) {
            if (!imgproxy.isUnsigned() && isRight(candidate, imgproxy)) {
                return candidate;
            }
            int slash = candidate.indexOf('/', 1);
            candidate = slash < 0 ? null : candidate.substring(slash);
        }
        return belowMount(path, path(imgproxy.proxyUrl()));
    }

    /** The cache key in a cached URL of the proxy, or null if it is none. */
    static @Nullable String cacheKey(String text) {
        Matcher cached = CACHED.matcher(bare(text));
        return cached.matches() && CacheKeys.isKey(cached.group(1)) ? cached.group(1) : null;
    }

    /** The text in the place of the signature; of a path that is not malformed. */
    static String signature(String signedPath) {
        return signedPath.substring(1, signedPath.indexOf('/', 1));
    }

    private static boolean isRight(String path, Imgproxy imgproxy) {
        return imgproxy.verify(path).outcome() == Verification.Outcome.VERIFIED;
    }

    private static String belowMount(String path, String mount) {
        return path.startsWith(mount + "/") ? path.substring(mount.length()) : path;
    }

    /** The raw path of a URL or path, with a leading slash. */
    private static String path(String text) {
        String stripped = asSent(bare(text));
        int end = indexOfAny(stripped, "?#");
        String withoutQuery = stripped.substring(0, end);
        if (withoutQuery.matches("(?i)https?://.*")) {
            int slash = withoutQuery.indexOf('/', withoutQuery.indexOf("//") + 2);
            return slash < 0 ? "/" : withoutQuery.substring(slash).replaceFirst("^/{2}", "/");
        }
        // imgproxy forgives a second slash in front.
        return withoutQuery.replaceFirst("^/{0,2}", "/");
    }

    /** Without markup, quotes or angle brackets around it. */
    private static String bare(String text) {
        Matcher inMarkup = IN_QUOTES.matcher(text);
        if (text.strip().startsWith("<") && inMarkup.find()) {
            return inMarkup.group(1);
        }
        return text.strip().replaceFirst("^[\"'<]", "").replaceFirst("[\"'>]$", "");
    }

    /** With the escapes that a browser adds to what people type. */
    private static String asSent(String text) {
        StringBuilder sent = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (character > ' ' && character < 0x7f) {
                sent.appendCodePoint(character);
            } else {
                for (byte part : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                    sent.append(String.format("%%%02X", part));
                }
            }
        });
        return sent.toString();
    }

    private static int indexOfAny(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
