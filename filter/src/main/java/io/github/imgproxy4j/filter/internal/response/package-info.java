/** Writes the response: status, header fields and body, asynchronously, blocking or by sendfile. Not an API. */
@NullMarked
package io.github.imgproxy4j.filter.internal.response;

import org.jspecify.annotations.NullMarked;
