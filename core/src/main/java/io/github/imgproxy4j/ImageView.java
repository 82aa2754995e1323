package io.github.imgproxy4j;

/**
 * Where one image and its candidates are, with getters for the expression languages of templates: for markup that a
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

    /** A picture that is shown as it is: both URLs are its own, and there is no path or key. */
    public static ImageView ofOriginal(String url) {
        return new ImageView(url, url, "", "", "", "");
    }

    /** Where the browser looks first. */
    public String getCached() {
        return cached;
    }

    /** Where the browser falls back to. It works without JavaScript, at the price of a request to the application. */
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

    /** The candidates where the browser looks first, as a {@code srcset} has them; empty if there is one image only. */
    public String getSrcset() {
        return srcset;
    }

    /** The proxy twins of the candidates, in the same order. */
    public String getProxySrcset() {
        return proxySrcset;
    }

    /** The cached URL. */
    @Override
    public String toString() {
        return cached;
    }
}
