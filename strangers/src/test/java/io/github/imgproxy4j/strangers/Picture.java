package io.github.imgproxy4j.strangers;

import java.net.URI;

/**
 * Where a browser finds a picture.
 *
 * @param cached is asked first
 * @param proxy is asked when that has nothing
 */
record Picture(URI cached, URI proxy) {}
