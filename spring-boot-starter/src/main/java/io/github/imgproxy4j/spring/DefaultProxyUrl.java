package io.github.imgproxy4j.spring;

/**
 * The default base URL of the caching proxy.
 *
 * @param text the path of the proxy, {@code /shop/img}
 */
record DefaultProxyUrl(String text) {
    /** The default of the tags and the dialect in other web apps. */
    static final String MOUNT = "/img";
}
