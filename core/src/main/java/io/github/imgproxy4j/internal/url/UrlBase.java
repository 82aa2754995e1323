package io.github.imgproxy4j.internal.url;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.internal.text.HttpUrls;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The constant beginning of a URL, without a trailing slash. */
public final class UrlBase {
    private final String text;

    private UrlBase(String text) {
        this.text = text;
    }

    /**
     * A base from a path or an http(s) URL.
     *
     * @param name what to call it in messages
     * @throws ImgproxyException if it is neither
     */
    public static UrlBase of(String name, String text) {
        URI url = parsed(name, text);
        boolean path = url.getScheme() == null && url.getRawAuthority() == null && text.startsWith("/");
        boolean absolute = HttpUrls.isHttp(url) && HttpUrls.host(url) != null;
        if (!(path || absolute) || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw refused(name, text, null);
        }
        String ascii = url.toString();
        return new UrlBase(ascii.endsWith("/") ? ascii.substring(0, ascii.length() - 1) : ascii);
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
        return new UrlBase(text + "/" + segment);
    }

    /** The URL of a path that begins with a slash. */
    public String with(String path) {
        return text + path;
    }

    @Override
    public String toString() {
        return text;
    }
}
