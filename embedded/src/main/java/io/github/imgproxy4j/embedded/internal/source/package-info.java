/** Fetches sources within limits, and only from where that is allowed. Not an API. */
@NullMarked
package io.github.imgproxy4j.embedded.internal.source;

import org.jspecify.annotations.NullMarked;
