package io.github.imgproxy4j.internal.url;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.internal.text.HttpUrls;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The constant beginning of a URL, without a trailing slash. Immutable and thread-safe. */
public final class UrlBase {
    private final Supplier<String> source;

    /** Known from the first use. Two threads may find it out at the same time; it is the same for both. */
    private @Nullable String text;

    private UrlBase(Supplier<String> source) {
        this.source = source;
    }

    private static UrlBase known(String text) {
        UrlBase base = new UrlBase(() -> text);
        base.text = text;
        return base;
    }

    /**
     * A base from a path or an http(s) URL.
     *
     * @param name what to call it in messages
     * @throws ImgproxyException if it is neither
     */
    public static UrlBase of(String name, String text) {
        return known(checked(name, text));
    }

    /**
     * A base that is known only when the first URL is made; its use throws what {@link #of} would.
     *
     * @param text asked for at the first use; always the same
     */
    public static UrlBase later(String name, Supplier<String> text) {
        return new UrlBase(() -> checked(name, text.get()));
    }

    private static String checked(String name, String text) {
        URI url = parsed(name, text);
        boolean path = url.getScheme() == null && url.getRawAuthority() == null && text.startsWith("/");
        boolean absolute = HttpUrls.isHttp(url) && HttpUrls.host(url) != null;
        if (!(path || absolute) || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw refused(name, text, null);
        }
        String ascii = url.toString();
        return ascii.endsWith("/") ? ascii.substring(0, ascii.length() - 1) : ascii;
    }

    private static URI parsed(String name, String text) {
        try {
            return HttpUrls.parse(text);
        } catch (ImgproxyException notAUrl) {
            throw refused(name, text, notAUrl);
        }
    }

    private static ImgproxyException refused(String name, String text, @Nullable Throwable cause) {
        String message = name + " [" + text
                + "] must be a path that begins with / or an http(s) URL with a host, without query and fragment";
        return cause == null ? new ImgproxyException(message) : new ImgproxyException(message, cause);
    }

    public UrlBase child(String segment) {
        return text == null ? new UrlBase(() -> this + "/" + segment) : known(text + "/" + segment);
    }

    /** The URL of a path that begins with a slash. */
    public String with(String path) {
        return toString() + path;
    }

    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = source.get();
            text = known;
        }
        return known;
    }
}
