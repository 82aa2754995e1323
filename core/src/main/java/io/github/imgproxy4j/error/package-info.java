/** What is thrown for bad input. */
@NullMarked
package io.github.imgproxy4j.error;

import org.jspecify.annotations.NullMarked;
