package io.github.imgproxy4j;

/**
 * The URLs of one image and its candidates, with getters for the expression languages of templates: for markup that a
 * template writes itself, such as a background or an e-mail.
 *
 * <p>The values are not escaped. Immutable and thread-safe.
 */
public final class ImageView {
    private final String cached;
    private final String proxy;
    private final String path;
    private final String key;
    private final String srcset;
    private final String proxySrcset;

    ImageView(ImageUrls urls, String srcset, String proxySrcset) {
        this(urls.cached(), urls.proxy(), urls.path(), urls.key(), srcset, proxySrcset);
    }

    private ImageView(String cached, String proxy, String path, String key, String srcset, String proxySrcset) {
        this.cached = cached;
        this.proxy = proxy;
        this.path = path;
        this.key = key;
        this.srcset = srcset;
        this.proxySrcset = proxySrcset;
    }

    /** An image that is shown unchanged: both URLs are the source, and there is no path or key. */
    public static ImageView ofOriginal(String url) {
        return new ImageView(url, url, "", "", "", "");
    }

    /** The URL that the browser requests first: the cached one, or the proxy URL if there is no cache. */
    public String getCached() {
        return cached;
    }

    /** The proxy URL, the fallback. It also works without JavaScript, but each request reaches the application. */
    public String getProxy() {
        return proxy;
    }

    /** The path without signature. */
    public String getPath() {
        return path;
    }

    /** The cache key. */
    public String getKey() {
        return key;
    }

    /** The cached URLs of the candidates as a {@code srcset}; empty if there is only one candidate. */
    public String getSrcset() {
        return srcset;
    }

    /** The proxy URLs of the candidates, in the same order. */
    public String getProxySrcset() {
        return proxySrcset;
    }

    /** The cached URL. */
    @Override
    public String toString() {
        return cached;
    }
}
