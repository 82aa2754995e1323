/** The events of the proxy: the listener, the statistics and the access log. */
@NullMarked
package io.github.imgproxy4j.filter.event;

import org.jspecify.annotations.NullMarked;
