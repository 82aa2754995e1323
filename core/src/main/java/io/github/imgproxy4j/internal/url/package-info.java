/** Converts a source and its options to a signed path, and back; the implementation of the root package. */
@NullMarked
package io.github.imgproxy4j.internal.url;

import org.jspecify.annotations.NullMarked;
