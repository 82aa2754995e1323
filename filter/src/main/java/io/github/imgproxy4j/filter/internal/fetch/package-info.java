/**
 * One fetch for all clients that request a variant: look-up, decision, upstream, and what becomes of the response. Not an API.
 */
@NullMarked
package io.github.imgproxy4j.filter.internal.fetch;

import org.jspecify.annotations.NullMarked;
