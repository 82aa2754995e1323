package io.github.imgproxy4j.cli.warm;

import java.net.URI;

/**
 * What was asked for in vain.
 *
 * @param url of an image, a page or a sitemap
 * @param reason such as {@code 404}
 */
public record Failure(URI url, String reason) {}
