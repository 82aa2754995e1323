/** What is thrown for bad input, and how several problems become one message. */
@NullMarked
package io.github.imgproxy4j.error;

import org.jspecify.annotations.NullMarked;
