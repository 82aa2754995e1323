/** From a source and its options to a signed path, its cache key and its URLs; and back: repair and verification. */
@NullMarked
package io.github.imgproxy4j.url;

import org.jspecify.annotations.NullMarked;
