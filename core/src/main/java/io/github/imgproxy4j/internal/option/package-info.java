/** A lenient tokenizer for the options of a path. */
@NullMarked
package io.github.imgproxy4j.internal.option;

import org.jspecify.annotations.NullMarked;
