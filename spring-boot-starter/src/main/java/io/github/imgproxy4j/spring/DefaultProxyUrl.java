package io.github.imgproxy4j.spring;

import java.util.function.Supplier;

/**
 * The default base URL of the caching proxy.
 *
 * @param text the path of the proxy, {@code /shop/img}; asked for when the first URL is made
 */
record DefaultProxyUrl(Supplier<String> text) {
    /** The default of the tags and the dialect in other web apps. */
    static final String MOUNT = "/img";
}
