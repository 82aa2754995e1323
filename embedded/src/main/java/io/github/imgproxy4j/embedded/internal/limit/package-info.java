/** How long, how much and how many; and the error that says so. Not an API. */
@NullMarked
package io.github.imgproxy4j.embedded.internal.limit;

import org.jspecify.annotations.NullMarked;
