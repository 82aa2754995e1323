package io.github.imgproxy4j.spring;

/**
 * Where the browser finds the caching proxy if no setting says so.
 *
 * @param text a path below which the proxy answers, {@code /shop/img}
 */
record DefaultProxyUrl(String text) {
    /** Where tags and dialect of every other web app expect it. */
    static final String MOUNT = "/img";
}
