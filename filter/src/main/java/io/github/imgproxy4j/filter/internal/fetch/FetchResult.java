package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.store.ImageMetadata;

/**
 * The end of a flight whose variant is to be stored.
 *
 * @param metadata what to store beside the bytes
 * @param replaces whether there is an older one to be removed first
 */
record FetchResult(ImageMetadata metadata, boolean replaces) {}
