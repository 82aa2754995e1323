/** Threads, limits and throttled logging of one proxy. Not an API. */
@NullMarked
package io.github.imgproxy4j.filter.internal.resources;

import org.jspecify.annotations.NullMarked;
