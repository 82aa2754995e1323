/** Text input: URLs, misspelt names, and several problems in one message. */
@NullMarked
package io.github.imgproxy4j.internal.text;

import org.jspecify.annotations.NullMarked;
