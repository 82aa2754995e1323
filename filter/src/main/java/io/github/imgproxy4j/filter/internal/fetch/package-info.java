/**
 * One fetch for all who want a variant: look-up, decision, upstream, and what becomes of the answer. Not an API.
 */
@NullMarked
package io.github.imgproxy4j.filter.internal.fetch;

import org.jspecify.annotations.NullMarked;
