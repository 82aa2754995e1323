/** HTML elements as data, the fallback handler, and the printer that escapes. */
@NullMarked
package io.github.imgproxy4j.html;

import org.jspecify.annotations.NullMarked;
