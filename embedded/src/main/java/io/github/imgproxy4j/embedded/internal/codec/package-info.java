/** Decodes and encodes. Not an API. */
@NullMarked
package io.github.imgproxy4j.embedded.internal.codec;

import org.jspecify.annotations.NullMarked;
