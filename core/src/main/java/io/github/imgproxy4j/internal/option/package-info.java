/** Options of a path taken apart without judging them, for whoever reads paths. */
@NullMarked
package io.github.imgproxy4j.internal.option;

import org.jspecify.annotations.NullMarked;
