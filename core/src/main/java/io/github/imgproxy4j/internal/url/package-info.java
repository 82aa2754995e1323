/** From a source and its options to a signed path, and back: what the public types of the root package do. */
@NullMarked
package io.github.imgproxy4j.internal.url;

import org.jspecify.annotations.NullMarked;
