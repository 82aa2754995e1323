package io.github.imgproxy4j;

/** The URLs of one variant, with its path and cache key. Immutable and thread-safe. */
public final class ImageUrls {
    private final SignedPath signedPath;
    private final String key;
    private final String cached;
    private final String proxy;

    ImageUrls(SignedPath signedPath, String key, String cached, String proxy) {
        this.signedPath = signedPath;
        this.key = key;
        this.cached = cached;
        this.proxy = proxy;
    }

    /**
     * The cached URL, which the browser requests first: the image in the bucket, CDN or cache route. With
     * {@link io.github.imgproxy4j.html.FallbackMode#DIRECT} there is no cache, and this is the proxy URL.
     */
    public String cached() {
        return cached;
    }

    /** The proxy URL, the fallback: the caching proxy, or imgproxy itself. */
    public String proxy() {
        return proxy;
    }

    /** The path without signature, {@code /rs:fill:300:200/aHR0cHM6…}. */
    public String path() {
        return signedPath.path();
    }

    /** The path with its signature. */
    public SignedPath signedPath() {
        return signedPath;
    }

    /** The cache key. */
    public String key() {
        return key;
    }

    /** The path and the key, without the signature. */
    @Override
    public String toString() {
        return "ImageUrls[path=" + signedPath.path() + ", key=" + key + "]";
    }
}
