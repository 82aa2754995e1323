/** HTML elements as data, and the printer that escapes them. */
@NullMarked
package io.github.imgproxy4j.html;

import org.jspecify.annotations.NullMarked;
