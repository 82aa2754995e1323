/** The bytes of an image while they arrive: one writer, many readers, in memory and then in a file. Not an API. */
@NullMarked
package io.github.imgproxy4j.filter.internal.body;

import org.jspecify.annotations.NullMarked;
