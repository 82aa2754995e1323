package io.github.imgproxy4j.html;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.internal.text.HttpUrls;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an image shows if neither the cache nor the proxy can serve it: nothing, its original, or a placeholder.
 *
 * <p>Immutable and thread-safe. Without proxy URLs ({@link FallbackMode#NONE}) this has no effect.
 */
public final class FinalFallback {
    /** The alternative text; the default. */
    public static final FinalFallback NONE = new FinalFallback(null);

    /**
     * The source itself, if a browser can load it: an absolute http or https URL. Other sources, and encrypted ones,
     * have no final fallback.
     */
    public static final FinalFallback ORIGINAL = new FinalFallback(null);

    private final @Nullable String placeholder;

    private FinalFallback(@Nullable String placeholder) {
        this.placeholder = placeholder;
    }

    /**
     * A placeholder for all images that fail.
     *
     * @param url a path that begins with one slash, an http(s) URL, or a {@code data:image/} URL
     * @throws ImgproxyException if it is none of them
     */
    public static FinalFallback placeholder(String url) {
        if (!isPicture(url)) {
            throw new ImgproxyException("last resort [" + url
                    + "] must be none, original, or the URL of a placeholder: a path that begins with /, an http(s) URL"
                    + " or a data:image/ URL");
        }
        return new FinalFallback(url);
    }

    /**
     * Reads {@code none}, {@code original} or the URL of a placeholder.
     *
     * @throws ImgproxyException if it is none of them
     */
    public static FinalFallback of(String text) {
        return switch (text) {
            case "none" -> NONE;
            case "original" -> ORIGINAL;
            default -> placeholder(text);
        };
    }

    /** The URL for a source, or null if there is none. */
    @Nullable
    public String urlFor(String source) {
        return this == ORIGINAL && isHttp(source) ? source : placeholder;
    }

    private static boolean isHttp(String source) {
        return source.regionMatches(true, 0, "http://", 0, 7) || source.regionMatches(true, 0, "https://", 0, 8);
    }

    private static boolean isPicture(String text) {
        try {
            URI url = HttpUrls.parse(text);
            return switch (Objects.requireNonNullElse(url.getScheme(), "").toLowerCase(Locale.ROOT)) {
                case "" -> text.startsWith("/") && url.getRawAuthority() == null;
                case "http", "https" -> HttpUrls.host(url) != null;
                case "data" -> url.getRawSchemeSpecificPart().startsWith("image/");
                default -> false;
            };
        } catch (ImgproxyException notAUrl) {
            return false;
        }
    }

    /** The text that {@link #of} parses. */
    @Override
    public String toString() {
        if (placeholder != null) {
            return placeholder;
        }
        return this == ORIGINAL ? "original" : "none";
    }
}
