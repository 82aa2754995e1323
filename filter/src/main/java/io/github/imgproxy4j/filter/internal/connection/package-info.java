/** Connections that read exactly one response, for the clients of imgproxy and of sources. */
@NullMarked
package io.github.imgproxy4j.filter.internal.connection;

import org.jspecify.annotations.NullMarked;
