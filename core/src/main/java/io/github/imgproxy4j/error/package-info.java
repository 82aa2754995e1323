/** The exception for invalid input. */
@NullMarked
package io.github.imgproxy4j.error;

import org.jspecify.annotations.NullMarked;
