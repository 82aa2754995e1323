package io.github.imgproxy4j.cli.warm;

import java.net.URI;

/**
 * A URL whose request failed.
 *
 * @param url of an image, a page or a sitemap
 * @param reason such as {@code 404}
 */
public record Failure(URI url, String reason) {}
