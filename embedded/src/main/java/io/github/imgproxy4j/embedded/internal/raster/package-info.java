/** Pixels, and how they are made fewer. Not an API. */
@NullMarked
package io.github.imgproxy4j.embedded.internal.raster;

import org.jspecify.annotations.NullMarked;
