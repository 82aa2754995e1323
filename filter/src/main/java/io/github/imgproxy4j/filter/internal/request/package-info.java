/** What a client asks for: the route, the verified path and its key. Not an API. */
@NullMarked
package io.github.imgproxy4j.filter.internal.request;

import org.jspecify.annotations.NullMarked;
