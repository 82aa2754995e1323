/** Reads the options of a path. Not an API. */
@NullMarked
package io.github.imgproxy4j.embedded.internal.options;

import org.jspecify.annotations.NullMarked;
